export { bootTestbed, type Testbed, type TestbedOptions } from './boot-testbed.ts'
export { demoNewsroom, demoStories } from './stories/demo-stories.ts'
export { TestbedError, type TestbedErrorCode } from './testbed-error.ts'
