import { Button, Checkbox, Empty, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import type { ContactWay } from '../world/world.ts'
import { useWords } from './words.ts'
import { addressIn, useAct, type ShownWorld } from './world.query.ts'

/** The codes there are, as pictures to point the camera at. */
const Codes = ({ ways, onPick }: { ways: readonly ContactWay[]; onPick: (way: ContactWay) => void }) => {
  const say = useWords()
  return (
    <>
      <h4>{say('pick')}</h4>
      {ways.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={say('no_codes')} /> : null}
      <div className="codes">
        {ways.map((way) => (
          <button type="button" key={way.config_id} className="code" onClick={() => onPick(way)}>
            <img alt="" src={addressIn(`qr/${way.config_id}`)} />
            <b>{way.remark || way.state}</b>
            <small>{way.state}</small>
            <Tag>{way.skip_verify ? say('auto') : say('needs_confirm')}</Tag>
          </button>
        ))}
      </div>
    </>
  )
}

/** What was typed: the address a code's picture holds, its id, or its state. */
const codeOf = (world: ShownWorld, typed: string): Record<string, string> =>
  /^https?:/.test(typed) ? { qr_code: typed } : world.contact_ways[typed] ? { config_id: typed } : { state: typed }

/** The camera: a code is typed or picked. */
export const ScanDialog = ({
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
    if (typed) scan(codeOf(world, typed))
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
      <Codes ways={ways} onPick={({ config_id }) => scan({ config_id })} />
    </Modal>
  )
}
