import { fieldTraits, label, type OwnEventSource } from '@lianke/kernel'
import { Alert, Checkbox, Drawer, Input } from 'antd'
import { useNarrow } from '../../base/client/viewport.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'
import { NamedTwice } from '../settings/named-twice.tsx'
import { sources } from './sources.ts'
import { type EditedEvent, type EventDraft, useEventDraft } from './use-event-draft.ts'

const nameId = 'own-event-name'

const EventName = ({ draft: { name, setName }, fixed }: { readonly draft: EventDraft; readonly fixed: boolean }) => {
  const text = useText()
  return (
    <div className="lk-field">
      <label htmlFor={nameId}>{text(label('事件名（程序上报用）', 'Event name (as programs tell it)'))}</label>
      <Input
        id={nameId}
        value={name}
        disabled={fixed}
        maxLength={100}
        placeholder="order.shipped"
        onChange={(event) => setName(event.target.value.toLowerCase().replace(/[^a-z0-9_.]/g, '_'))}
      />
    </div>
  )
}

const Sources = ({ draft: { from, setFrom } }: { readonly draft: EventDraft }) => {
  const text = useText()
  return (
    <fieldset className="lk-field" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="lk-label" style={{ marginBottom: 4 }}>
        {text(label('谁可以上报', 'Who may tell it'))}
      </legend>
      <Checkbox.Group<OwnEventSource>
        value={[...from]}
        onChange={setFrom}
        options={sources.map(([value, said]) => ({ value, label: text(said) }))}
      />
    </fieldset>
  )
}

/** Properties that were recognised in what waits in quarantine; each may be left out. */
const Suggested = ({ draft: { suggested, left, setLeft } }: { readonly draft: EventDraft }) => {
  const text = useText()
  const entries = Object.entries(suggested)
  if (entries.length === 0) return null
  return (
    <fieldset className="lk-field" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="lk-label" style={{ marginBottom: 4 }}>
        {text(label('从收到的事件里认出的属性', 'Properties recognised in what was told'))}
      </legend>
      <div className="lk-stack" style={{ gap: 6 }}>
        {entries.map(([property, { type }]) => (
          <Checkbox
            key={property}
            checked={!left.includes(property)}
            onChange={({ target }) => setLeft(target.checked ? left.filter((one) => one !== property) : [...left, property])}
          >
            <code style={{ fontSize: 12 }}>{property}</code> <span className="lk-muted">{text(fieldTraits[type].label)}</span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

const descriptionId = 'own-event-description'
const Description = ({ draft: { description, setDescription } }: { readonly draft: EventDraft }) => {
  const text = useText()
  return (
    <div className="lk-field">
      <label htmlFor={descriptionId}>{text(label('说明（可不填）', 'Description (optional)'))}</label>
      <Input.TextArea
        id={descriptionId}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={500}
        value={description}
        placeholder={text(label('什么时候发生，谁来上报', 'When it happens, and who tells it'))}
        onChange={({ target }) => setDescription(target.value)}
      />
    </div>
  )
}

/** What an event is called, who may tell it, where it shows. */
export const EventDrawer = (edited: EditedEvent) => {
  const w = useWords()
  const text = useText()
  const narrow = useNarrow()
  const draft = useEventDraft(edited)
  return (
    <Drawer
      open
      onClose={() => edited.close()}
      size={narrow ? '100%' : 520}
      title={text(edited.event ? label('修改事件', 'Change the event') : label('定义事件', 'Describe an event'))}
      footer={
        <DrawerFoot
          close={() => edited.close()}
          act={() => void draft.save()}
          word={w('common.save')}
          busy={draft.busy}
          disabled={!draft.ready}
        />
      }
    >
      <form
        className="lk-stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (draft.ready) void draft.save()
        }}
      >
        {draft.problem ? <Alert type="error" title={draft.problem} /> : null}
        <NamedTwice draft={draft} example={text(label('例如：发货', 'For example: 发货'))} />
        <EventName draft={draft} fixed={edited.event !== undefined || edited.name !== undefined} />
        <Sources draft={draft} />
        <Checkbox checked={draft.timeline} onChange={({ target }) => draft.setTimeline(target.checked)}>
          {text(label('显示在客户的动态里', 'Shows on the timeline of the person'))}
        </Checkbox>
        <Description draft={draft} />
        <Suggested draft={draft} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Drawer>
  )
}
