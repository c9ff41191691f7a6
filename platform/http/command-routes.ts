import { refuse } from '@lianke/kernel'
import { refuseCommandOutOfScope } from './caller.ts'
import { api, type Http, write } from './host.ts'
import { nearest } from '../records/nearest.ts'
import { parseInput } from './parse-input.ts'

/** `POST /commands/<name>`: every command of the model, one transaction each. Right and input are judged by `Room.run` too. */
export const addCommandRoutes = (http: Http): void => {
  http.app.post(api('/commands/:name'), async (request, reply) => {
    const { name } = request.params as { name: string }
    const model = await http.platform.model(request.caller.tenant)
    const command = model.commands.get(name) ?? refuse('command.unknown', { status: 404, params: { command: name.slice(0, 100), suggestion: nearest(name, model.commands.keys()) ?? undefined } })
    refuseCommandOutOfScope(request.caller, command.name)
    const body = request.body ?? {}
    parseInput(command.input, body)
    return write(http, request, reply, async (room) => {
      const answer = await room.run(command.name, body)
      return answer === undefined || answer === null ? { status: 204 } : { status: 200, body: answer }
    })
  })
}
