import { Button, Checkbox, Input, Popover } from 'antd'
import { useState } from 'react'
import { useWords } from '../../base/i18n/i18n.ts'
import type { ListState } from './list-state.ts'
import type { ViewActs } from './use-view-acts.ts'

const NameForm = ({ acts, kept }: { readonly acts: ViewActs; kept(): void }) => {
  const w = useWords()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  return (
    <form
      className="lk-stack"
      style={{ gap: 10, width: 240 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) acts.keepNew(name.trim(), shared, kept)
      }}
    >
      {/* biome-ignore lint/a11y/noAutofocus: opened to be typed into */}
      <Input
        autoFocus
        placeholder={w('view.name')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {w('view.shared')}
      </Checkbox>
      <Button type="primary" htmlType="submit" disabled={!name.trim()} loading={acts.busy}>
        {w('common.save')}
      </Button>
    </form>
  )
}

/** What was changed in a view: kept in it, kept as a new one, or dropped. */
export const ViewKeep = ({ state, acts }: { readonly state: ListState; readonly acts: ViewActs }) => {
  const w = useWords()
  const [naming, setNaming] = useState(false)
  return (
    <span className="lk-row lk-view-keep" style={{ gap: 2, marginLeft: 12 }}>
      {state.saved?.mine ? (
        <Button size="small" type="link" onClick={acts.keep} loading={acts.busy}>
          {w('view.save')}
        </Button>
      ) : null}
      <Popover
        trigger="click"
        open={naming}
        onOpenChange={setNaming}
        placement="bottomLeft"
        arrow={false}
        content={<NameForm acts={acts} kept={() => setNaming(false)} />}
      >
        <Button size="small" type="link">
          {w('view.save_as')}
        </Button>
      </Popover>
      <Button size="small" type="text" onClick={state.discard}>
        {w('view.discard')}
      </Button>
    </span>
  )
}
