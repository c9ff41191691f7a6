import { titleIn } from '@lianke/kernel'
import { Badge, Button, Empty, Form, Input, Popconfirm, Select, Tabs, Tag } from 'antd'
import { useState } from 'react'
import type { Relation } from '../world/world.ts'
import { Chat } from './chat.tsx'
import { Sidebar } from './sidebar.tsx'
import { Face } from './face.tsx'
import { useWords } from './words.ts'
import { relationsOf, timeOf, useAct, type ShownWorld } from './world.query.ts'

const Nothing = () => <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={useWords()('none')} />

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

const Customers = ({ world, relations }: { world: ShownWorld; relations: Relation[] }) => {
  const say = useWords()
  const act = useAct()
  const [open, setOpen] = useState<string | null>(null)
  const waiting = relations.filter((each) => each.status === 'waiting' || each.status === 'half')
  const friends = relations.filter((each) => each.status === 'active' || each.status === 'half')
  const current = friends.find((each) => each.external_userid === open)
  const line = (each: Relation, extra?: React.ReactNode) => {
    const customer = world.customers[each.external_userid]
    return (
      <div key={each.external_userid} className={each.external_userid === open ? 'line chosen' : 'line'}>
        <button type="button" className="bare" onClick={() => setOpen(each.external_userid)}>
          <Face {...customer} />
          <span>
            <b>{each.remark || customer?.name}</b>
            <small>{each.state || customer?.name}</small>
          </span>
        </button>
        {extra}
      </div>
    )
  }
  return (
    <div className="desk">
      <div className="people">
        {waiting.length ? <h4>{say('requests')}</h4> : null}
        {waiting.map((each) =>
          line(
            each,
            <Button
              size="small"
              type="primary"
              onClick={() =>
                act.mutate({ address: 'accept', body: { userid: each.userid, external_userid: each.external_userid } })
              }
            >
              {say('accept')}
            </Button>,
          ),
        )}
        <h4>{say('my_customers')}</h4>
        {friends.length === 0 ? <Nothing /> : friends.slice(0, 200).map((each) => line(each))}
      </div>
      {current ? (
        <Tabs
          className="work"
          destroyOnHidden
          items={[
            { key: 'chat', label: say('chat'), children: <Chat world={world} relation={current} side="staff" /> },
            {
              key: 'sidebar',
              label: say('sidebar'),
              children: <Sidebar userid={current.userid} customer={current.external_userid} />,
            },
            { key: 'edit', label: say('edit'), children: <EditForm world={world} relation={current} /> },
          ]}
        />
      ) : (
        <div className="work">
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('no_sidebar')} />
        </div>
      )}
    </div>
  )
}

const Notices = ({ world, userid }: { world: ShownWorld; userid: string }) => {
  const mine = world.app_messages.filter((each) => each.touser.includes(userid)).toReversed()
  const say = useWords()
  if (mine.length === 0) return <Nothing />
  return mine.map((each) => {
    const body = each.body as Record<string, string>
    return (
      <article key={each.msgid} className="card wide">
        <b>{body.title ?? body.content}</b>
        {body.title ? <span>{body.description?.replace(/<[^>]*>/g, ' ')}</span> : null}
        <small>
          {timeOf(each.at)}{' '}
          {body.url ? (
            <a href={body.url} target="_blank" rel="noreferrer">
              {body.btntxt || say('open')}
            </a>
          ) : null}
        </small>
      </article>
    )
  })
}

const Tasks = ({ world, userid }: { world: ShownWorld; userid: string }) => {
  const say = useWords()
  const act = useAct()
  const mine = Object.values(world.tasks)
    .filter((task) => task.senders.some((each) => each.userid === userid))
    .toReversed()
  if (mine.length === 0) return <Nothing />
  return mine.map((task) => {
    const sender = task.senders.find((each) => each.userid === userid)
    const targets = task.targets.filter((each) => each.userid === userid)
    return (
      <article key={task.msgid} className="card wide">
        <span>{task.text}</span>
        {task.attachments.map((each, index) => (
          <Tag key={`${task.msgid}${index}`}>{String(titleIn(each[each.msgtype]) || each.msgtype)}</Tag>
        ))}
        <small>
          {targets.length} {say('targets')} · {timeOf(task.create_time)}{' '}
          {task.cancelled ? (
            <Tag>{say('cancelled')}</Tag>
          ) : sender?.status === 2 ? (
            <Tag color="green">
              {say('sent')} {targets.filter((each) => each.status === 1).length}
            </Tag>
          ) : (
            <Button
              size="small"
              type="primary"
              onClick={() => act.mutate({ address: 'staff/confirm', body: { userid, msgid: task.msgid } })}
            >
              {say('confirm')}
            </Button>
          )}
        </small>
      </article>
    )
  })
}

/** What a member sees in WeCom: customers with chat and sidebar, messages of the app, tasks to confirm. */
export const StaffDesk = ({ world, userid }: { world: ShownWorld; userid: string }) => {
  const say = useWords()
  const act = useAct()
  const staff = world.staff[userid]
  if (!staff) return <Nothing />
  const relations = relationsOf(world, { userid })
  const open = Object.values(world.tasks).filter(
    (task) => !task.cancelled && task.senders.some((each) => each.userid === userid && each.status === 0),
  ).length
  const asked = relations.filter((each) => each.status === 'waiting').length
  return (
    <section className="member" aria-label={staff.name}>
      <header>
        <Face {...staff} />
        <b>{staff.name}</b>
        <small>
          {staff.position} · {userid}
        </small>
        {staff.status === 5 ? (
          <Tag>{say('left')}</Tag>
        ) : (
          <Popconfirm title={say('leave')} onConfirm={() => act.mutate({ address: 'staff/leave', body: { userid } })}>
            <Button type="text" size="small" danger>
              {say('leave')}
            </Button>
          </Popconfirm>
        )}
      </header>
      <Tabs
        items={[
          {
            key: 'customers',
            label: (
              <Badge count={asked} size="small" offset={[8, 0]}>
                {say('customers')}
              </Badge>
            ),
            children: <Customers world={world} relations={relations} />,
          },
          { key: 'notices', label: say('notices'), children: <Notices world={world} userid={userid} /> },
          {
            key: 'tasks',
            label: (
              <Badge count={open} size="small" offset={[8, 0]}>
                {say('tasks')}
              </Badge>
            ),
            children: <Tasks world={world} userid={userid} />,
          },
        ]}
      />
    </section>
  )
}
