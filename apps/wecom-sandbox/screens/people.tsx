import { PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Popover, Segmented, Select } from 'antd'
import { useState } from 'react'
import { Face } from './face.tsx'
import { useWords } from './words.ts'
import { useAct, type ShownWorld } from './world.query.ts'

export type Chosen = { kind: 'customer' | 'staff'; id: string }
const shownMax = 300

const AddCustomer = ({ onMade }: { onMade: (id: string) => void }) => {
  const say = useWords()
  const act = useAct()
  const [open, setOpen] = useState(false)
  const add = (body: Record<string, unknown>): void =>
    act.mutate(
      { address: 'customers', body },
      {
        onSuccess: (made) => {
          setOpen(false)
          onMade(String(made.external_userid))
        },
      },
    )
  const form = (
    <Form layout="vertical" initialValues={{ gender: 2 }} onFinish={add}>
      <Form.Item name="name" label={say('nickname')} rules={[{ required: true }]}>
        <Input autoFocus maxLength={30} />
      </Form.Item>
      <Form.Item name="gender" label={say('gender')}>
        <Select
          options={[
            { value: 2, label: say('female') },
            { value: 1, label: say('male') },
            { value: 0, label: say('unknown') },
          ]}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block>
        {say('add_customer')}
      </Button>
    </Form>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight" content={form}>
      <Button icon={<PlusOutlined />} aria-label={say('add_customer')} />
    </Popover>
  )
}

interface Player {
  id: string
  name: string
  avatar: string
  note: string
}
/** Who can be played: customers with the newest first, or members. */
const playersOf = (world: ShownWorld, kind: Chosen['kind']): Player[] =>
  kind === 'customer'
    ? Object.values(world.customers)
        .map((each) => ({ id: each.external_userid, name: each.name, avatar: each.avatar, note: '' }))
        .toReversed()
    : Object.values(world.staff).map((each) => ({ id: each.userid, name: each.name, avatar: each.avatar, note: each.position }))

/** Everybody who can be played. */
export const People = ({
  world,
  chosen,
  onChoose,
}: {
  world: ShownWorld
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
}) => {
  const say = useWords()
  const [search, setSearch] = useState('')
  const shown = playersOf(world, chosen.kind)
    .filter((each) => search === '' || each.name.includes(search) || each.id.includes(search))
    .slice(0, shownMax)
  const firstOf = (kind: Chosen['kind']): string =>
    (kind === 'customer' ? Object.keys(world.customers)[0] : Object.keys(world.staff)[0]) ?? ''
  return (
    <nav className="list">
      <Segmented<Chosen['kind']>
        block
        value={chosen.kind}
        onChange={(kind) => onChoose({ kind, id: firstOf(kind) })}
        options={[
          { value: 'customer', label: say('customers') },
          { value: 'staff', label: say('staff') },
        ]}
      />
      <div className="row">
        <Input
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={say(chosen.kind === 'customer' ? 'customers' : 'staff')}
        />
        {chosen.kind === 'customer' ? <AddCustomer onMade={(id) => onChoose({ kind: 'customer', id })} /> : null}
      </div>
      <div className="faces">
        {shown.map((each) => (
          <button
            type="button"
            key={each.id}
            className={each.id === chosen.id ? 'line chosen' : 'line'}
            onClick={() => onChoose({ kind: chosen.kind, id: each.id })}
          >
            <Face {...each} />
            <span>
              <b>{each.name}</b>
              <small>{each.note}</small>
            </span>
          </button>
        ))}
      </div>
    </nav>
  )
}
