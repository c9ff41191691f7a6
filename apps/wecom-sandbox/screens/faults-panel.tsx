import { Button, Form, Input, InputNumber, Popconfirm, Select, Switch } from 'antd'
import type { Switches } from '../world/world.ts'
import { useWords, type Word } from './words.ts'
import { useAct, type ShownWorld } from './world.query.ts'

const numbers = [
  'deliver_times',
  'wrong_signature',
  'wrong_receiver',
  'delay_ms',
  'skew_seconds',
  'calls_per_minute',
] as const satisfies readonly Word[]
interface Turned {
  switches: Switches
  set: (body: Record<string, unknown>) => void
}

/** What callbacks, limits and rules do from now on. */
const SwitchForm = ({ switches, set }: Turned) => {
  const say = useWords()
  return (
    <Form layout="horizontal" labelCol={{ flex: '210px' }} labelAlign="left" size="small" colon={false}>
      {numbers.map((name) => (
        <Form.Item key={name} label={say(name)}>
          <InputNumber value={switches[name]} onChange={(value) => value !== null && set({ [name]: value })} />
        </Form.Item>
      ))}
      <Form.Item label={say('out_of_order')}>
        <Switch checked={switches.out_of_order} onChange={(value) => set({ out_of_order: value })} />
      </Form.Item>
      <Form.Item label={say('mass_rule')}>
        <Select
          value={switches.mass_rule}
          onChange={(value) => set({ mass_rule: value })}
          options={(['day', 'week', 'month'] as const).map((value) => ({ value, label: say(value) }))}
        />
      </Form.Item>
    </Form>
  )
}

/** The next calls of one path fail. */
const FailureForm = ({ switches, set }: Turned) => {
  const say = useWords()
  return (
    <Form
      layout="vertical"
      size="small"
      initialValues={{ path: '/cgi-bin/externalcontact/send_welcome_msg', errcode: 45009, times: 1 }}
      onFinish={(fault: Record<string, unknown>) =>
        set({ failures: [...switches.failures.filter((each) => each.times > 0), fault] })
      }
    >
      <Form.Item name="path" label={say('path')}>
        <Input />
      </Form.Item>
      <div className="row">
        <Form.Item name="errcode" label={say('errcode')}>
          <InputNumber />
        </Form.Item>
        <Form.Item name="times" label={say('times')}>
          <InputNumber min={1} />
        </Form.Item>
        <Button htmlType="submit">{say('apply')}</Button>
      </div>
    </Form>
  )
}

/** Misbehaviour on order: callbacks, tokens, limits, errors, time. */
export const FaultsPanel = ({ world }: { world: ShownWorld }) => {
  const say = useWords()
  const act = useAct()
  const set = (body: Record<string, unknown>): void => act.mutate({ address: 'switches', body })
  const { switches } = world
  return (
    <section className="faults">
      <SwitchForm switches={switches} set={set} />
      <h4>{say('fail_next')}</h4>
      <FailureForm switches={switches} set={set} />
      <div className="row">
        <Button onClick={() => act.mutate({ address: 'tokens/invalidate' })}>{say('invalidate')}</Button>
        <Button onClick={() => act.mutate({ address: 'clock', body: { seconds: 86_400 } })}>{say('advance')}</Button>
        <Button onClick={() => act.mutate({ address: 'switches/reset' })}>{say('reset')}</Button>
        <Popconfirm
          title={say('seed_ask')}
          onConfirm={() =>
            act.mutate({ address: 'seed', body: { callback: world.callback, corp: world.corp, apps: world.apps } })
          }
        >
          <Button danger>{say('seed')}</Button>
        </Popconfirm>
      </div>
      <small className="quiet">
        {say('now')} {new Date(world.now * 1000).toLocaleString('zh-CN', { hour12: false })}
      </small>
    </section>
  )
}
