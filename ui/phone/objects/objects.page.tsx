import { label, type MetaObject } from '@lianke/kernel'
import { useCallback, useState } from 'react'
import { Empty } from '../../base/feedback/empty.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Line } from '../line.tsx'
import { useModel } from '../../base/client/phone-model.ts'
import { Screen, Section } from '../screen.tsx'
import { SearchBox } from '../../base/field-types/phone-parts/search-box.tsx'
import { phoneListPath } from '../../base/registry/use-record-path.ts'

const own = 'custom'

/** Everything that the company keeps and this person may see: its own objects first, then those of the modules; what settings are made of comes last. */
const ObjectsPage = () => {
  const text = useText()
  const w = useWords()
  const model = useModel()
  const [q, setQ] = useState('')
  const search = useCallback((next: string) => setQ(next.toLowerCase()), [])
  const fits = (object: MetaObject) =>
    q === '' || [object.label.zh, object.label.en, object.plural?.en ?? ''].some((said) => said.toLowerCase().includes(q))
  // Lines are drawn with their record, and what is hidden has no list anywhere.
  const shown = model.objects.filter(
    (object) => !object.hidden && !object.whole && !object.partOf && object.may.read && fits(object),
  )
  const rooms = Map.groupBy(shown, ({ module }) => module)
  const weight = (room: string): number => (room === own ? 0 : rooms.get(room)?.every(({ area }) => area === 'settings') ? 2 : 1)
  const names = [...rooms.keys()].sort((a, b) => weight(a) - weight(b))
  const title = (room: string) =>
    room === own ? text(label('自定义', 'Custom')) : text(model.modules.find(({ name }) => name === room)?.label) || room
  return (
    <Screen title={text(label('全部', 'All'))}>
      <div className="lkm-sticky">
        <SearchBox placeholder={text(label('找一类数据', 'Find a kind of record'))} onSearch={search} />
      </div>
      {names.length === 0 ? <Empty icon="search" title={w('field.none_found')} /> : null}
      {names.map((room) => (
        <Section key={room} title={title(room)}>
          {rooms.get(room)?.map((object) => (
            <Line
              key={object.name}
              to={phoneListPath(object.name)}
              lead={
                <span className="lkm-entry-mark">
                  <Icon name={object.icon ?? 'layers'} size={16} />
                </span>
              }
              title={text(object.plural ?? object.label)}
            />
          ))}
        </Section>
      ))}
    </Screen>
  )
}
export default ObjectsPage
