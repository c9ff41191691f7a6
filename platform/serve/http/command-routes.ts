import { refuse } from '@lianke/kernel'
import { mayRun } from '../../model/unit-of-work/run-command.ts'
import { refuseCommandOutOfScope } from './caller.ts'
import { rehearsable } from './dry-run.ts'
import { api, type Http, write } from './host.ts'
import { nearest } from '../../model/records/nearest.ts'
import { paramOf } from './route-params.ts'

/** `POST /commands/<name>`: every command of the model, one transaction each. The right is judged before the input, and both again by `UnitOfWork.run`. */
export const addCommandRoutes = (http: Http): void => {
  http.app.post(api('/commands/:name'), rehearsable, async (request, reply) => {
    const name = paramOf(request, 'name')
    const model = await http.platform.model(request.caller.tenant)
    const command =
      model.commands.get(name) ??
      refuse('command.unknown', {
        status: 404,
        params: { command: name.slice(0, 100), suggestion: nearest(name, model.commands.keys()) ?? undefined },
      })
    refuseCommandOutOfScope(request.caller, command.name)
    const access = await http.platform.access(request.caller.tenant, request.caller.actor)
    if (!mayRun(access, command)) refuse('access.denied', { status: 403, params: { command: command.name } })
    const body = request.body ?? {}
    return write(http, request, reply, async (work) => {
      const answer = await work.run(command.name, body)
      return answer === undefined || answer === null ? { status: 204 } : { status: 200, body: answer }
    })
  })
}
