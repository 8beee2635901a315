import { scouted } from './scout.ts'
import { plantedTargets } from './planted.ts'
const cpu = () => { const u = process.cpuUsage(); return Math.round((u.user+u.system)/1000) }
let at = cpu()
const target = plantedTargets.find(({name}) => name === 'planted-behind-four-bytes')!
const word=[0x63,0x72,0x6f,0x6e]
for (const [seed,n] of [['b',3200],['b',6400],['c',6400],['d',6400],['e',6400],['b',12800],['c',12800]] as const) { const { kept } = await scouted(target, seed, n); const now = cpu(); console.log(seed, n, now-at, 'ms cpu', kept.length, Math.max(0,...kept.map(k=>{let s=0;while(s<4&&k[s]===word[s])s++;return s}))); at = now }
