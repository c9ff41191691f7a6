import { ArrowLeftOutlined, QrcodeOutlined } from '@ant-design/icons'
import { Button, Empty, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { Chat } from './chat.tsx'
import { Face } from './face.tsx'
import { ScanDialog } from './scan-dialog.tsx'
import { useWords } from './words.ts'
import { messagesOf, relationsOf, useAct, type ShownWorld } from './world.query.ts'

/** The customer's phone: chats, one conversation, and the camera for codes. */
export const CustomerPhone = ({ world, customer }: { world: ShownWorld; customer: string }) => {
  const say = useWords()
  const act = useAct()
  const [open, setOpen] = useState<string | null>(null)
  const [scanning, setScanning] = useState(false)
  const person = world.customers[customer]
  const relations = relationsOf(world, { external_userid: customer })
  const current = relations.find((each) => each.userid === open)
  if (!person) return <Empty description={say('no_person')} />
  return (
    <section className="phone" aria-label={person.name}>
      <header>
        {current ? (
          <Button type="text" icon={<ArrowLeftOutlined />} aria-label={say('back')} onClick={() => setOpen(null)} />
        ) : (
          <Face {...person} />
        )}
        <b>{current ? world.staff[current.userid]?.name : person.name}</b>
        {current?.status === 'active' || current?.status === 'half' ? (
          <Popconfirm
            title={say('unfriend')}
            onConfirm={() => act.mutate({ address: 'unfriend', body: { userid: current.userid, external_userid: customer } })}
          >
            <Button type="text" size="small" danger>
              {say('unfriend')}
            </Button>
          </Popconfirm>
        ) : null}
        {current ? null : (
          <Button type="primary" icon={<QrcodeOutlined />} onClick={() => setScanning(true)}>
            {say('scan')}
          </Button>
        )}
      </header>
      {current ? (
        <Chat world={world} relation={current} side="customer" />
      ) : (
        <div className="talk plain">
          {relations.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('no_chats')} /> : null}
          {relations.map((each) => {
            const staff = world.staff[each.userid]
            const last = messagesOf(world, each).at(-1)
            return (
              <button type="button" key={each.userid} className="line" onClick={() => setOpen(each.userid)}>
                <Face {...staff} />
                <span>
                  <b>{staff?.name}</b>
                  <small>{last?.text || last?.attachments[0]?.msgtype || world.corp.name}</small>
                </span>
                {each.status === 'waiting' ? <Tag>{say('waiting')}</Tag> : null}
              </button>
            )
          })}
        </div>
      )}
      <ScanDialog world={world} customer={customer} open={scanning} onClose={() => setScanning(false)} onDone={setOpen} />
    </section>
  )
}
