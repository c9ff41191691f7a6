import { messageOfError } from '@lianke/kernel/plain'
import { encrypt } from '@wecom/crypto'
import type { Store } from '../world/store.ts'
import { nonceOf, signedAddress } from './signed-address.ts'

const answerTimeoutMs = 1_000
const answerShownMax = 200

/** Checks the address as the admin console does when it is saved. */
export const verifyAddress = async (store: Store): Promise<{ ok: boolean; http: number; answer: string }> => {
  const { callback, corp } = store.world
  if (!callback) return { ok: false, http: 0, answer: 'no callback address' }
  const text = store.id('', 20)
  const echostr = encrypt(callback.aes_key, text, corp.corp_id)
  const address = signedAddress(callback, echostr, {
    timestamp: String(store.realNow()),
    nonce: nonceOf(store),
    more: { echostr },
  })
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(answerTimeoutMs) })
    const said = await answer.text()
    return { ok: answer.status === 200 && said === text, http: answer.status, answer: said.slice(0, answerShownMax) }
  } catch (cause) {
    return { ok: false, http: 0, answer: messageOfError(cause) }
  }
}
