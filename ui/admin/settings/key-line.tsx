import { Button, Modal } from 'antd'
import { label, roleObject } from '@lianke/kernel'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { type Key, useKeysAgain } from './key-data.ts'

const useRevoke = () => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const again = useKeysAgain()
  return (key: Key) =>
    Modal.confirm({
      title: text(label('吊销“{name}”？', 'Revoke “{name}”?'), { name: key.name }),
      content: text(
        label('使用它的程序会立刻失效，且不能恢复。', 'Programs that use it stop working at once. This cannot be undone.'),
      ),
      okText: text(label('吊销', 'Revoke')),
      okButtonProps: { danger: true },
      cancelText: w('common.cancel'),
      onOk: () => request(`/keys/${key.id}`, { method: 'DELETE' }).then(again, toast.failed),
    })
}

/** One key: what it may, when it was used, and its end. */
export const KeyLine = ({ of: key }: { readonly of: Key }) => {
  const text = useText()
  const { ago } = useMoment()
  const revoke = useRevoke()
  return (
    <tr style={key.revoked_at ? { opacity: 0.5 } : undefined}>
      <td>{key.name}</td>
      <td>
        <code>…{key.hint}</code>
      </td>
      <td>
        <span className="lk-row" style={{ gap: 4, flexWrap: 'wrap' }}>
          {key.roles.map((id) => (
            <span key={id} className="lk-pill lk-c-blue">
              <RecordTitle object={roleObject} id={id} />
            </span>
          ))}
          {key.scopes.map((scope) => (
            <span key={scope} className="lk-pill lk-tag">
              {scope}
            </span>
          ))}
        </span>
      </td>
      <td>{key.used_at ? ago(key.used_at) : '—'}</td>
      <td>{key.expires_at ? ago(key.expires_at) : '—'}</td>
      <td className="end">
        {key.revoked_at ? (
          text(label('已吊销', 'Revoked'))
        ) : (
          <Button size="small" type="text" danger onClick={() => revoke(key)}>
            {text(label('吊销', 'Revoke'))}
          </Button>
        )}
      </td>
    </tr>
  )
}
