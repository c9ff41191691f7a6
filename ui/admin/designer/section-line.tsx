import { label, type OverlaySection } from '@lianke/kernel'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { dropPlace, MoveHandle } from '../../base/order/move-handle.tsx'
import { dissolveSection, nameSection, placeField, stepSection } from './layout.rule.ts'
import { bothOf } from './overlay-change.rule.ts'
import type { LayoutDraft } from './use-layout-draft.ts'

const Naming = ({
  of,
  name,
  done,
}: {
  readonly of: OverlaySection
  name(label: NonNullable<OverlaySection['label']>): void
  done(): void
}) => {
  const w = useWords()
  const text = useText()
  const [zh, setZh] = useState(of.label?.zh ?? '')
  const [en, setEn] = useState(of.label?.en ?? '')
  const take = () => {
    const called = bothOf({ zh, en })
    if (called) name(called)
    done()
  }
  return (
    <form
      className="lk-row"
      style={{ gap: 6 }}
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
    >
      <Input
        size="small"
        autoFocus
        maxLength={60}
        aria-label={text(label('分组的中文名称', 'Chinese label of the section'))}
        placeholder={text(label('中文', 'Chinese'))}
        value={zh}
        onChange={(event) => setZh(event.target.value)}
      />
      <Input
        size="small"
        maxLength={60}
        aria-label={text(label('分组的英文名称', 'English label of the section'))}
        placeholder="English"
        value={en}
        onChange={(event) => setEn(event.target.value)}
      />
      <Button size="small" htmlType="submit">
        {w('common.done')}
      </Button>
    </form>
  )
}

/** The heading of a section: its name, its place, and fields that are dropped on it stand first. */
export const SectionLine = ({
  draft,
  at,
  columns,
}: {
  readonly draft: LayoutDraft
  readonly at: number
  readonly columns: number
}) => {
  const text = useText()
  const { layout, set } = draft
  const section = layout[at]
  const [naming, setNaming] = useState(section?.label?.zh === '')
  if (!section) return null
  const said = section.label ? text(section.label) : text(label('没有标题的字段', 'Fields under no heading'))
  return (
    <tr className="lk-section-line" {...dropPlace('field', (name) => set(placeField(layout, name, { section: at, at: 0 })))}>
      <th colSpan={columns} scope="colgroup">
        <div className="lk-row" {...dropPlace('section', (from) => set(stepTo(layout, Number(from), at)))}>
          <MoveHandle
            kind="section"
            name={String(at)}
            said={text(label('移动分组“{name}”：拖动，或按上下键', 'Move the section {name}: drag, or arrow keys'), {
              name: said,
            })}
            move={(by) => set(stepSection(layout, at, by))}
          />
          {naming ? (
            <Naming of={section} name={(called) => set(nameSection(layout, at, called))} done={() => setNaming(false)} />
          ) : (
            <>
              <span>{said}</span>
              <Button size="small" type="text" onClick={() => setNaming(true)}>
                {text(section.label ? label('改标题', 'Rename') : label('加标题', 'Give a heading'))}
              </Button>
              {layout.length > 1 ? (
                <Button size="small" type="text" onClick={() => set(dissolveSection(layout, at))}>
                  {text(label('并入相邻分组', 'Join with its neighbour'))}
                </Button>
              ) : null}
            </>
          )}
        </div>
      </th>
    </tr>
  )
}

/** A section to the place of another. */
const stepTo = (layout: readonly OverlaySection[], from: number, to: number): readonly OverlaySection[] => {
  const moved = layout[from]
  return moved ? layout.toSpliced(from, 1).toSpliced(to, 0, moved) : layout
}
