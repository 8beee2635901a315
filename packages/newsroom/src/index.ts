export * from './events.ts'
export { fold } from './fold.ts'
export { drawHandle, handleNames, type Random, type TakenHandles } from './handles.ts'
export { NewsroomError, newsroomErrorCodes, type NewsroomErrorCode } from './newsroom-error.ts'
export {
  emptyNewsroom,
  findThread,
  lastReplyNumber,
  messagesOf,
  openedThreads,
  repliesOf,
  unreadOf,
  type NewsroomState,
  type OpenedThread,
  type ThreadState,
} from './state.ts'
