/** The one Trusted Types policy that a page may make, once: the reader script makes it before any other
 *  script could, and it lets the address of the worker through, no other. */
export const WORKER_POLICY = 'cronista-worker'
