import { label } from '@lianke/kernel'
import { Icon, MoreMenu, useText, useWords } from '@lianke/ui'
import { Button } from 'antd'
import { useState } from 'react'
import { CorpDrawer } from './corp-drawer.tsx'
import { nameOfCorp, type ShownCorp, usePauseCorp } from './corp-data.ts'
import { RemoveCorp } from './remove-corp.tsx'

const CorpMore = ({ corp, edit, remove }: { readonly corp: ShownCorp; edit(): void; remove(): void }) => {
  const text = useText()
  const w = useWords()
  const pause = usePauseCorp(corp)
  return (
    <MoreMenu
      said={text(label('“{name}”的更多操作', 'More for “{name}”'), { name: nameOfCorp(corp) })}
      items={[
        { key: 'edit', label: w('common.edit'), onClick: edit },
        {
          key: 'pause',
          label: corp.paused ? text(label('恢复', 'Resume')) : text(label('暂停', 'Pause')),
          onClick: () => pause.mutate(),
        },
        ...(corp.paused ? [{ key: 'remove', label: text(label('移除…', 'Remove…')), danger: true, onClick: remove }] : []),
      ]}
    />
  )
}

/** The corporations of the company: which one is looked at, and what can be done with each. */
export const CorpList = ({
  corps,
  chosen,
  choose,
}: {
  readonly corps: readonly ShownCorp[]
  readonly chosen: string | undefined
  choose(corp: string): void
}) => {
  const text = useText()
  const [open, setOpen] = useState<ShownCorp | 'new' | null>(null)
  const [leaving, setLeaving] = useState<ShownCorp | null>(null)
  return (
    <>
      <ul className="lk-wecom-lines">
        {corps.map((corp) => (
          <li key={corp.corp_id} className="lk-wecom-callback">
            <button
              type="button"
              className="lk-wecom-corp"
              aria-pressed={corp.corp_id === chosen}
              onClick={() => choose(corp.corp_id)}
            >
              <b>{nameOfCorp(corp)}</b>
              {corp.name ? <span className="lk-muted"> {corp.corp_id}</span> : null}
            </button>
            {corp.paused ? <span className="lk-pill lk-c-orange">{text(label('已暂停', 'Paused'))}</span> : null}
            <CorpMore corp={corp} edit={() => setOpen(corp)} remove={() => setLeaving(corp)} />
          </li>
        ))}
      </ul>
      <Button style={{ marginTop: 8 }} icon={<Icon name="plus" size={14} />} onClick={() => setOpen('new')}>
        {text(label('接入企业', 'Connect a corporation'))}
      </Button>
      {open ? (
        <CorpDrawer
          corp={open === 'new' ? null : open}
          close={() => setOpen(null)}
          saved={({ corp_id }) => {
            setOpen(null)
            choose(corp_id)
          }}
        />
      ) : null}
      {leaving ? <RemoveCorp corp={leaving} close={() => setLeaving(null)} /> : null}
    </>
  )
}
