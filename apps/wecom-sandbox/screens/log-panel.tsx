import { Button, Collapse, type CollapseProps, Empty, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useWords } from './words.ts'
import { timeOf, useAct, type Log, type ShownWorld, useLog } from './world.query.ts'

type Items = NonNullable<CollapseProps['items']>
const LineHead = ({ color, state, what, at }: { color: string; state: React.ReactNode; what: string; at: number }) => (
  <span className="entry">
    <Tag color={color}>{state}</Tag>
    <b>{what}</b>
    <small>{timeOf(at)}</small>
  </span>
)

/** The line itself opens on a click; this one does not. */
const Again = ({ onAgain }: { onAgain: () => void }) => (
  <Button
    size="small"
    type="text"
    onClick={(event) => {
      event.stopPropagation()
      onAgain()
    }}
  >
    {useWords()('again')}
  </Button>
)

const colors = { delivered: 'green', failed: 'red', waiting: 'default' } as const
const callbackItems = (
  callbacks: Log['callbacks'],
  { say, again }: { say: ReturnType<typeof useWords>; again: (id: number) => void },
): Items =>
  callbacks.toReversed().map(({ id, at, kind, fields, status, attempts }) => ({
    key: id,
    label: <LineHead color={colors[status]} state={say(status === 'waiting' ? 'queued' : status)} what={kind} at={at} />,
    extra: <Again onAgain={() => again(id)} />,
    children: <pre>{JSON.stringify({ ...fields, attempts }, null, 1)}</pre>,
  }))
const callItems = (calls: Log['calls']): Items =>
  calls.toReversed().map(({ id, at, path, input, errcode, errmsg, ms }) => ({
    key: id,
    label: <LineHead color={errcode === 0 ? 'green' : 'red'} state={errcode} what={path.replace('/cgi-bin/', '')} at={at} />,
    children: <pre>{JSON.stringify({ input, errmsg, ms }, null, 1)}</pre>,
  }))

/** Calls that came in and callbacks that went out, newest first. */
export const LogPanel = ({ world }: { world: ShownWorld }) => {
  const say = useWords()
  const act = useAct()
  const log = useLog().data
  const [which, setWhich] = useState<'calls' | 'callbacks'>('callbacks')
  const again = (id: number): void => act.mutate({ address: 'callback/again', body: { id } })
  const items = which === 'calls' ? callItems(log?.calls ?? []) : callbackItems(log?.callbacks ?? [], { say, again })
  return (
    <section className="log">
      <div className="row">
        <Segmented
          value={which}
          onChange={setWhich}
          options={[
            { value: 'callbacks', label: say('callbacks') },
            { value: 'calls', label: say('calls') },
          ]}
        />
        <Button size="small" onClick={() => act.mutate({ address: 'callback/verify' })}>
          {say('verify')}
        </Button>
        {act.data && 'answer' in act.data ? (
          <Tag color={act.data.ok ? 'green' : 'red'}>{act.data.ok ? say('done') : String(act.data.answer)}</Tag>
        ) : null}
      </div>
      <small className="quiet">{world.callback?.url ?? say('callback_none')}</small>
      {items.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} /> : null}
      <Collapse size="small" ghost items={items} />
    </section>
  )
}
