import {
  defineStep,
  integer,
  json,
  label,
  listIn,
  oneOf,
  option,
  pathsOfValues,
  reference,
  select,
  text,
  textIn,
  valuesFor,
} from '@lianke/kernel'
import { credential } from '../objects/credential.object.ts'

const methods = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE'] as const
/** Longer is not waited for: whoever needs longer answers by the address of a process. */
export const secondsMax = 10
const secondsUsual = 5

/** What is sent: names, and the values that they have for each record. */
const sentIn = (send: unknown): Record<string, unknown> =>
  Object.fromEntries(
    listIn(send, ({ name, value }): [string, unknown] | null => {
      const called = textIn(name)
      return called ? [called, value ?? null] : null
    }),
  )

/** Asks a program outside, beside the transaction of the runs; they wait for its answer, which later steps may use. */
export const httpRequestStep = defineStep({
  name: 'flow.http_request',
  label: label('调用接口', 'HTTP request'),
  icon: 'webhook',
  group: 'flow',
  waits: true,
  fields: {
    method: select(label('方法', 'Method'), {
      required: true,
      default: 'POST',
      options: methods.map((method) => option(method, method, method)),
    }),
    url: text(label('地址', 'Address'), {
      required: true,
      max: 2000,
      help: label(
        '只能是公网地址；对方拒绝时走「没有成功」，没有答复会再试',
        'Public addresses only. A refusal goes “Not successful”; silence is tried again',
      ),
    }),
    credential: reference(label('凭据', 'Credential'), credential, {
      help: label('对方要验证身份时用，只会发给它自己的主机', 'Where we must be known; it goes to its own host alone'),
    }),
    send: json(label('发送的内容', 'What is sent'), {
      names: 'sent',
      help: label('发成 JSON；GET 写在地址里', 'A JSON body; by GET in the address'),
    }),
    values: json(label('取答复里的值', 'Values of the answer'), {
      help: label(
        '左边起名，右边写它在答复里的位置，例如 data.grade。后面的步骤和条件分支可以用',
        'A name on the left, where it stands in the answer on the right, for example data.grade. Later steps and branches may use it',
      ),
    }),
    seconds: integer(label('最多等几秒', 'Seconds to wait'), { min: 1, max: secondsMax, default: secondsUsual }),
  },
  outlets: ['next', 'else'],
  enter: async (host, { config }, runs) => {
    const send = sentIn(config.send)
    const paths = pathsOfValues(send)
    const rows = paths.length > 0 ? await host.records([...new Set(runs.map(({ subject }) => subject))], paths) : null
    await host.request(
      runs.map((run) => ({
        run,
        method: oneOf(methods, config.method) ?? 'POST',
        url: String(config.url),
        credential: textIn(config.credential),
        send: valuesFor(send, rows?.get(run.subject), host),
        values: config.values ?? null,
        seconds: Math.min(Number(config.seconds) || secondsUsual, secondsMax),
      })),
    )
    return runs.map((run) => ({ run: run.id, wait: { until: null } }))
  },
})
