import { defineSetupStep, label, type SetupState } from '@lianke/kernel'
import { corpsOf } from '../corp/corp-host.ts'
import { type Capability, checkHealth } from '../health/health.ts'

/** What the first hour needs of WeCom: to speak, to be told, to read members and customers, to make codes. */
const needed: ReadonlySet<string> = new Set(['token', 'callback', 'directory', 'customers', 'contact_way'])

/** The first capability that does not work, as somebody who sets the corp up is told. */
const stateOf = (capabilities: readonly Capability[]): SetupState => {
  const broken = capabilities.find(({ status }) => status !== 'ok')
  if (!broken) return { done: true }
  const { missing, mend, stops } = broken
  return { done: false, problem: { said: missing ?? stops, mend } }
}

/** The company's corp answers us, and tells us what happens. */
export const connectionStep = defineSetupStep({
  name: 'wecom.connection',
  order: 10,
  label: label('接入企业微信', 'Connect WeCom'),
  help: label(
    '没有企业微信也能先在沙盒里走一遍，之后再换成自己的企业',
    'Without a corp at hand, walk through it in the sandbox first and change to your own later',
  ),
  state: async ({ host }) => {
    const [corp] = await corpsOf(host)
    return corp ? stateOf(await checkHealth(corp, needed)) : { done: false }
  },
})
