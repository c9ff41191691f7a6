import { createHash } from 'node:crypto'
import { listIn, textIn, textsIn } from '@lianke/kernel'
import type { agentDuties } from '../settings/wecom.settings.ts'
import type { CorpHost } from './corp-host.ts'

/**
 * By whom a corporation is asked: its main agent, the directory's secret (else the main agent), the agent that was chosen for something, a
 * certain one by its AgentId.
 */
export type Duty = 'app' | 'contacts' | (typeof agentDuties)[number] | number

/** One further agent of a corporation. */
export interface Agent {
  readonly agent_id: number
  readonly name: string
  readonly secret: string
  readonly callback_token: string
  readonly callback_aes_key: string
  readonly paused: boolean
  readonly duties: readonly string[]
}

const agentIn = (kept: Readonly<Record<string, unknown>>): Agent => ({
  agent_id: Number(kept.agent_id),
  name: textIn(kept.name) ?? '',
  secret: textIn(kept.secret) ?? '',
  callback_token: textIn(kept.callback_token) ?? '',
  callback_aes_key: textIn(kept.callback_aes_key) ?? '',
  paused: kept.paused === true,
  duties: textsIn(kept.duties),
})

/** Agents as the setting of them keeps them. */
export const agentsIn = (kept: unknown): readonly Agent[] => listIn(kept, agentIn)
/** Agents of a corporation beside its main one. */
export const agentsOf = async (host: CorpHost): Promise<readonly Agent[]> => agentsIn(await host.setting<unknown>('wecom.agents'))

/** What agents are shown as; of secrets, whether they are set. */
export const shownAgents = (agents: readonly Agent[]) =>
  agents.map(({ agent_id, name, paused, duties, callback_token }) => ({
    agent_id,
    name,
    paused,
    duties: [...duties],
    has_callback: callback_token !== '',
  }))

/** A word for a list of agents as it is shown: whoever gives the list anew says by it which one he had seen. */
export const agentsVersion = (agents: readonly Agent[]): string =>
  createHash('sha256')
    .update(JSON.stringify(shownAgents(agents)))
    .digest('base64url')
    .slice(0, 22)

/** Who does this: an agent that was chosen for it and does not rest, else the main one. */
export const agentFor = async (host: CorpHost, duty: Duty): Promise<Pick<Agent, 'agent_id' | 'secret'>> => {
  const chosen = (await agentsOf(host)).find(({ agent_id, duties, paused }) =>
    typeof duty === 'number' ? agent_id === duty : !paused && duties.includes(duty),
  )
  return (
    chosen ?? {
      agent_id: await host.setting<number>('wecom.agent_id'),
      secret: (await host.secret('wecom.app_secret')) ?? '',
    }
  )
}

/** The secret by which this is asked, and whose it is. */
export const secretFor = async (host: CorpHost, duty: Duty): Promise<{ readonly name: string; readonly value: string }> => {
  const contacts = duty === 'contacts' ? await host.secret('wecom.contacts_secret') : null
  if (contacts) return { name: 'contacts', value: contacts }
  const { agent_id, secret } = await agentFor(host, duty)
  return { name: `agent-${agent_id}`, value: secret }
}
