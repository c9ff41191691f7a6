import { titleIn } from '@lianke/kernel'
import { Badge, Button, Popconfirm, Tabs, Tag } from 'antd'
import { Face } from './face.tsx'
import { Nothing } from './nothing.tsx'
import { StaffCustomers } from './staff-customers.tsx'
import { useWords } from './words.ts'
import { relationsOf, textsOf, timeOf, useAct, type ShownWorld } from './world.query.ts'

const Notices = ({ world, userid }: { world: ShownWorld; userid: string }) => {
  const mine = world.app_messages.filter((each) => each.touser.includes(userid)).toReversed()
  const say = useWords()
  if (mine.length === 0) return <Nothing />
  return mine.map((each) => {
    const body = textsOf(each.body)
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
            children: <StaffCustomers world={world} relations={relations} />,
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
