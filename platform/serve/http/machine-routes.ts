import { restartsTold } from '../../run/log/beat.ts'
import { api, type Http } from './host.ts'
import { type MachineGiven, storeStates } from './machine.ts'
import { refuseWithout } from './rights.ts'

/** The machine below: room on its disks, stores that answer, processes that had to be started again. */
export const addMachineRoutes = (http: Http, { disks = async () => [] }: MachineGiven): void => {
  http.app.get(api('/operations/machine'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.operations')
    const [stores, rooms] = await Promise.all([storeStates(http.platform), disks()])
    return { stores, disks: rooms, restarts: restartsTold() }
  })
}
