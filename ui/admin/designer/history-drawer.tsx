import { type DefinitionChange, label, type MetaObject } from '@lianke/kernel'
import { Button, Drawer } from 'antd'
import { Empty } from '../../base/feedback/states.tsx'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { ChangeWords } from './change-line.tsx'
import { useChanges } from './overlay-data.ts'
import { useUndo } from './use-overlay-draft.ts'

const Line = ({ change, object }: { readonly change: DefinitionChange; readonly object: MetaObject }) => {
  const text = useText()
  const undo = useUndo()
  const about = change.field === '' ? object.label : object.fields[change.field]?.label
  return (
    <li className="lk-change">
      <div className="lk-grow">
        <strong>{about ? text(about) : change.field}</strong>
        <ChangeWords change={change} />
      </div>
      {change.undone_by ? (
        <span className="lk-pill lk-c-grey">{text(label('已撤销', 'Taken back'))}</span>
      ) : (
        <Button size="small" onClick={() => void undo(change.id)}>
          {text(change.undoes ? label('重做', 'Do again') : label('撤销', 'Undo'))}
        </Button>
      )}
    </li>
  )
}

/** All that was changed of an object and its fields, newest first; each can be taken back. */
export const HistoryDrawer = ({ object, close }: { readonly object: MetaObject; close(): void }) => {
  const text = useText()
  const changes = useChanges(object.name)
  return (
    <Drawer
      open
      onClose={close}
      size={480}
      title={text(label('“{name}”的修改记录', 'Changes of {name}'), { name: text(object.label) })}
    >
      <Loaded of={changes} rows={4}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty
              icon="history"
              title={text(label('还没有修改过', 'Nothing was changed yet'))}
              help={text(label('谁改了名称、选项、必填、顺序，会列在这里', 'Who changed names, options, order stands here'))}
            />
          ) : (
            <ul className="lk-changes">
              {data.map((change) => (
                <Line key={change.id} change={change} object={object} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Drawer>
  )
}
