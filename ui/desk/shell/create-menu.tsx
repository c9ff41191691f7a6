import { Dropdown, Tooltip } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useFormDrawer } from './create.tsx'

const offeredMax = 8
const seldom = 99

/** A new record of what is made most often. */
export const CreateMenu = () => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const openForm = useFormDrawer()
  const creatable = model.objects
    .filter((object) => object.may.create && !object.hidden && !object.partOf && !object.ledger && object.area !== 'settings')
    .sort((a, b) => (a.often ?? seldom) - (b.often ?? seldom))
    .slice(0, offeredMax)
  if (creatable.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: creatable.map((object) => ({
          key: object.name,
          icon: <Icon name={object.icon ?? 'box'} size={15} />,
          label: text(object.label),
        })),
        onClick: ({ key }) => openForm({ object: key }),
      }}
    >
      <Tooltip title={w('list.new')} mouseEnterDelay={0.4}>
        <button type="button" className="lk-icon-button" aria-label={w('list.new')}>
          <Icon name="plus" size={17} />
        </button>
      </Tooltip>
    </Dropdown>
  )
}
