import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { sitePathOf } from '../../domain/site-path.ts'
import { siteFilesContract } from '../../ports/site-files.contract.ts'
import { DiskSiteFiles } from './disk-site-files.ts'
import { discardFolder, temporaryFolder } from './temporary-folder.fixture.ts'

siteFilesContract('disk', async (files) => {
  const folder = await temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return { files: await DiskSiteFiles.open(folder), discard: () => discardFolder(folder) }
})

it('follows no link out of the site', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => discardFolder(folder))
  await mkdir(join(folder, 'site'))
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await symlink(join(folder, 'secret.txt'), join(folder, 'site', 'link.txt'))
  await symlink(folder, join(folder, 'site', 'up'))
  const site = await DiskSiteFiles.open(join(folder, 'site'))
  for (const asked of ['/link.txt', '/up/secret.txt'])
    expect(await site.find(sitePathOf(asked)!, 'accepted')).toBeUndefined()
})

it('says so when there is no site', async () => {
  const folder = await temporaryFolder()
  await discardFolder(folder)
  await expect(DiskSiteFiles.open(folder)).rejects.toMatchObject({ code: 'site-missing' })
})
