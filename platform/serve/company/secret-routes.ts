import { rotateSecrets } from '../../store/secrets/rotate-secrets.ts'
import { api, type Http } from '../http/host.ts'
import { refuseWithout } from '../http/rights.ts'

/** The key under which secrets of this company are sealed: when it was turned last, and turning it. */
export const addSecretRoutes = (http: Http): void => {
  const { app, platform } = http
  app.get(api('/secrets'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    return platform.secrets.rotated(request.caller.tenant)
  })
  app.post(api('/secrets/rotate'), async (request) => {
    await refuseWithout(http, request.caller, 'platform.settings')
    return rotateSecrets(platform, request.caller.tenant, request.caller.actor)
  })
}
