import { Button, Empty, Form, Input, Popconfirm, Select, Tabs } from 'antd'
import { useState } from 'react'
import type { Relation } from '../world/world.ts'
import { Chat } from './chat.tsx'
import { Face } from './face.tsx'
import { Nothing } from './nothing.tsx'
import { Sidebar } from './sidebar.tsx'
import { useWords } from './words.ts'
import { useAct, type ShownWorld } from './world.query.ts'

const friendsShownMax = 200

const EditForm = ({ world, relation }: { world: ShownWorld; relation: Relation }) => {
  const say = useWords()
  const act = useAct()
  const body = { userid: relation.userid, external_userid: relation.external_userid }
  return (
    <Form
      layout="vertical"
      key={`${relation.userid}${relation.external_userid}`}
      initialValues={{
        remark: relation.remark,
        description: relation.description,
        phones: relation.remark_mobiles,
        tags: relation.tags,
      }}
      onFinish={(values: Record<string, unknown>) => act.mutate({ address: 'staff/edit', body: { ...body, ...values } })}
    >
      <Form.Item name="remark" label={say('remark')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="description" label={say('description')}>
        <Input.TextArea maxLength={150} rows={2} />
      </Form.Item>
      <Form.Item name="phones" label={say('phones')}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="tags" label={say('tags')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={world.tag_groups.map((group) => ({
            label: group.group_name,
            title: group.group_name,
            options: group.tag.map((tag) => ({ value: tag.id, label: tag.name })),
          }))}
        />
      </Form.Item>
      <div className="row">
        <Button type="primary" htmlType="submit">
          {say('save')}
        </Button>
        <Popconfirm title={say('remove')} onConfirm={() => act.mutate({ address: 'staff/remove', body })}>
          <Button danger>{say('remove')}</Button>
        </Popconfirm>
      </div>
    </Form>
  )
}

interface LineProps {
  world: ShownWorld
  relation: Relation
  chosen: boolean
  onOpen: () => void
}
const Line = ({ world, relation, chosen, onOpen, children }: React.PropsWithChildren<LineProps>) => {
  const customer = world.customers[relation.external_userid]
  return (
    <div className={chosen ? 'line chosen' : 'line'}>
      <button type="button" className="bare" onClick={onOpen}>
        <Face {...customer} />
        <span>
          <b>{relation.remark || customer?.name}</b>
          <small>{relation.state || customer?.name}</small>
        </span>
      </button>
      {children}
    </div>
  )
}

/** What a member can do with one customer: write, look at the product beside the chat, describe. */
const Work = ({ world, relation }: { world: ShownWorld; relation: Relation }) => {
  const say = useWords()
  return (
    <Tabs
      className="work"
      destroyOnHidden
      items={[
        { key: 'chat', label: say('chat'), children: <Chat world={world} relation={relation} side="staff" /> },
        {
          key: 'sidebar',
          label: say('sidebar'),
          children: <Sidebar userid={relation.userid} customer={relation.external_userid} />,
        },
        { key: 'edit', label: say('edit'), children: <EditForm world={world} relation={relation} /> },
      ]}
    />
  )
}

/** A member's customers: who asks to be one, and who is. */
export const StaffCustomers = ({ world, relations }: { world: ShownWorld; relations: Relation[] }) => {
  const say = useWords()
  const act = useAct()
  const [open, setOpen] = useState<string | null>(null)
  const waiting = relations.filter((each) => each.status === 'waiting' || each.status === 'half')
  const friends = relations.filter((each) => each.status === 'active' || each.status === 'half')
  const current = friends.find((each) => each.external_userid === open)
  const accept = ({ userid, external_userid }: Relation): void =>
    act.mutate({ address: 'accept', body: { userid, external_userid } })
  const lineOf = (relation: Relation): LineProps => ({
    world,
    relation,
    chosen: relation.external_userid === open,
    onOpen: () => setOpen(relation.external_userid),
  })
  return (
    <div className="desk">
      <div className="people">
        {waiting.length ? <h4>{say('requests')}</h4> : null}
        {waiting.map((each) => (
          <Line key={each.external_userid} {...lineOf(each)}>
            <Button size="small" type="primary" onClick={() => accept(each)}>
              {say('accept')}
            </Button>
          </Line>
        ))}
        <h4>{say('my_customers')}</h4>
        {friends.length === 0 ? (
          <Nothing />
        ) : (
          friends.slice(0, friendsShownMax).map((each) => <Line key={each.external_userid} {...lineOf(each)} />)
        )}
      </div>
      {current ? (
        <Work world={world} relation={current} />
      ) : (
        <div className="work">
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('no_sidebar')} />
        </div>
      )}
    </div>
  )
}
