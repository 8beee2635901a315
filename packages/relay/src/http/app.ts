import { Hono } from 'hono'
import { deskRoutes } from './desk-routes.ts'
import { newsroomRoutes } from './newsroom-routes.ts'
import { problemAnswer } from './problem.ts'
import type { RelayPorts } from '../ports/relay-ports.ts'
import type { Releases } from '../releases.ts'
import { answerFromSite } from './site-answer.ts'

/** Every route of §9 but `POST /c`, which `takeCell` answers. What it answers depends on the request's
 *  method, path, `Accept-Encoding` and, for devices, signature; nothing else of it is looked at. */
export function createApp(ports: RelayPorts, releases: Releases): Hono {
  const app = new Hono()
  app.route('/', newsroomRoutes(ports, releases))
  app.route('/', deskRoutes(ports, releases))
  app.get('*', (c) => answerFromSite(releases, c.req.path, c.req.header('accept-encoding') ?? ''))
  app.notFound(() => problemAnswer('not-found'))
  app.onError((error) => {
    ports.onFailure(error)
    return problemAnswer('storage-failed')
  })
  return app
}
