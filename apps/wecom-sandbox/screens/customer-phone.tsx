import { ArrowLeftOutlined, QrcodeOutlined } from '@ant-design/icons'
import { Button, Checkbox, Empty, Input, Modal, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { Chat } from './chat.tsx'
import { Face } from './face.tsx'
import { useWords } from './words.ts'
import { messagesOf, relationsOf, useAct, type ShownWorld } from './world.query.ts'

const ScanDialog = ({
  world,
  customer,
  open,
  onClose,
  onDone,
}: {
  world: ShownWorld
  customer: string
  open: boolean
  onClose: () => void
  onDone: (userid: string) => void
}) => {
  const say = useWords()
  const act = useAct()
  const [text, setText] = useState('')
  const [half, setHalf] = useState(false)
  const ways = Object.values(world.contact_ways).sort((a, b) => b.created_at - a.created_at)
  const scan = (code: Record<string, string>): void =>
    act.mutate(
      { address: 'scan', body: { external_userid: customer, half, ...code } },
      {
        onSuccess: (made) => {
          onDone(String(made.userid))
          onClose()
          setText('')
        },
      },
    )
  const typed = text.trim()
  const scanTyped = (): void => {
    if (!typed) return
    scan(/^https?:/.test(typed) ? { qr_code: typed } : world.contact_ways[typed] ? { config_id: typed } : { state: typed })
  }
  return (
    <Modal open={open} title={say('scan')} footer={null} onCancel={onClose} width={520}>
      <div className="row">
        <Input
          value={text}
          placeholder={say('scan_help')}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={scanTyped}
          autoFocus
        />
        <Button type="primary" disabled={!typed} onClick={scanTyped}>
          {say('scan')}
        </Button>
      </div>
      <Checkbox checked={half} onChange={(event) => setHalf(event.target.checked)}>
        {say('half')}
      </Checkbox>
      <h4>{say('pick')}</h4>
      {ways.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('no_codes')} /> : null}
      <div className="codes">
        {ways.map((way) => (
          <button type="button" key={way.config_id} className="code" onClick={() => scan({ config_id: way.config_id })}>
            <img alt="" src={`/sandbox/qr/${way.config_id}`} />
            <b>{way.remark || way.state}</b>
            <small>{way.state}</small>
            <Tag>{way.skip_verify ? say('auto') : say('needs_confirm')}</Tag>
          </button>
        ))}
      </div>
    </Modal>
  )
}

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
