import { Button, Collapse, Empty, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { useWords } from './words.ts'
import { timeOf, useAct, useLog, type ShownWorld } from './world.query.ts'

/** Calls that came in and callbacks that went out, newest first. */
export const LogPanel = ({ world }: { world: ShownWorld }) => {
  const say = useWords()
  const act = useAct()
  const log = useLog().data
  const [which, setWhich] = useState<'calls' | 'callbacks'>('callbacks')
  const callbacks = (log?.callbacks ?? []).toReversed()
  const calls = (log?.calls ?? []).toReversed()
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
      {(which === 'calls' ? calls : callbacks).length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('none')} />
      ) : null}
      <Collapse
        size="small"
        ghost
        items={
          which === 'callbacks'
            ? callbacks.map((each) => ({
                key: each.id,
                label: (
                  <span className="entry">
                    <Tag color={each.status === 'delivered' ? 'green' : each.status === 'failed' ? 'red' : 'default'}>
                      {say(each.status === 'waiting' ? 'queued' : each.status)}
                    </Tag>
                    <b>{each.kind}</b>
                    <small>{timeOf(each.at)}</small>
                  </span>
                ),
                extra: (
                  <Button
                    size="small"
                    type="text"
                    onClick={(event) => {
                      event.stopPropagation()
                      act.mutate({ address: 'callback/again', body: { id: each.id } })
                    }}
                  >
                    {say('again')}
                  </Button>
                ),
                children: <pre>{JSON.stringify({ ...each.fields, attempts: each.attempts }, null, 1)}</pre>,
              }))
            : calls.map((each) => ({
                key: each.id,
                label: (
                  <span className="entry">
                    <Tag color={each.errcode === 0 ? 'green' : 'red'}>{each.errcode}</Tag>
                    <b>{each.path.replace('/cgi-bin/', '')}</b>
                    <small>{timeOf(each.at)}</small>
                  </span>
                ),
                children: <pre>{JSON.stringify({ input: each.input, errmsg: each.errmsg, ms: each.ms }, null, 1)}</pre>,
              }))
        }
      />
    </section>
  )
}
