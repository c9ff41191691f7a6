import { label, type Label, RetryLater } from '@lianke/kernel'
import { call } from '../api/client.ts'
import { meaningOf } from '../api/errcode.rule.ts'
import { WecomError } from '../api/wecom-error.ts'
import { agentsOf } from '../corp/agents.ts'
import type { CorpHost } from '../corp/corp-host.ts'

interface AgentCheck {
  readonly agent_id: number
  readonly status: 'ok' | 'failed' | 'unsure'
  readonly errcode: number | null
  readonly missing: Label | null
}
const silent = label('企业微信暂时没有应答，稍后再试', 'WeCom does not answer right now, try again later')

/** Asks WeCom for the agent by its own secret. */
const checkOne = async (host: CorpHost, agent_id: number): Promise<AgentCheck> => {
  try {
    await call(host, '/cgi-bin/agent/get', { by: agent_id, query: { agentid: agent_id } })
    return { agent_id, status: 'ok', errcode: null, missing: null }
  } catch (cause) {
    if (cause instanceof WecomError)
      return { agent_id, status: 'failed', errcode: cause.errcode, missing: meaningOf(cause.errcode) }
    if (cause instanceof RetryLater) return { agent_id, status: 'unsure', errcode: null, missing: silent }
    throw cause
  }
}

/** Whether WeCom knows each agent by the id and the secret that are kept here, the main one first. */
export const checkAgents = async (host: CorpHost): Promise<readonly AgentCheck[]> => {
  const ids = [await host.setting<number>('wecom.agent_id'), ...(await agentsOf(host)).map(({ agent_id }) => agent_id)]
  return Promise.all(ids.map((agent_id) => checkOne(host, agent_id)))
}
