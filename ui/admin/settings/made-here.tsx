import type { Label } from '@lianke/kernel'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { Empty } from '../../base/feedback/states.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'

/** What a page of made things says: its name, what it is for, the button that makes one, what stands there before the first. */
export interface MadeWords {
  readonly title: Label
  readonly lead: Label
  readonly create: Label
  readonly none: Label
  readonly whenNone: Label
}

/** A page of things that administrators make, change and end: a line each, and a drawer for a new one and for each. */
export const MadeHere = <One extends { readonly id: string }>({
  says,
  icon,
  className,
  of,
  line,
  drawer,
}: {
  readonly says: MadeWords
  readonly icon: string
  /** Of the list. */
  readonly className: string
  readonly of: { readonly data: { readonly data: readonly One[] } | undefined; readonly error: unknown; refetch(): unknown }
  line(one: One, edit: () => void): ReactNode
  /** `one` null: a new one. */
  drawer(one: One | null, close: () => void): ReactNode
}) => {
  const text = useText()
  const [editing, setEditing] = useState<One | 'new' | null>(null)
  const create = (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setEditing('new')}>
      {text(says.create)}
    </Button>
  )
  return (
    <Page title={text(says.title)} lead={text(says.lead)} actions={of.data?.data.length ? create : null}>
      <Loaded of={of} rows={4}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty icon={icon} title={text(says.none)} help={text(says.whenNone)}>
              {create}
            </Empty>
          ) : (
            <ul className={className}>{data.map((one) => line(one, () => setEditing(one)))}</ul>
          )
        }
      </Loaded>
      {editing ? drawer(editing === 'new' ? null : editing, () => setEditing(null)) : null}
    </Page>
  )
}
