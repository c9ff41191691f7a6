import { label } from '@lianke/kernel'
import { Failure, Skeleton, useAct, useModel, useText, useToast } from '@lianke/ui'
import { Modal } from 'antd'
import { nameOfCorp, removeCorp, type ShownCorp, useAgain, useCorpUses } from './corp-data.ts'

/** Asks before a corporation is removed: where it is used, what stays and what ends. */
export const RemoveCorp = ({ corp, close }: { readonly corp: ShownCorp; close(): void }) => {
  const text = useText()
  const toast = useToast()
  const again = useAgain()
  const model = useModel()
  const { data, error, refetch } = useCorpUses(corp.corp_id)
  const remove = useAct({
    mutationFn: () => removeCorp(corp.corp_id),
    onSuccess: async () => {
      await again()
      toast.done(text(label('已移除“{name}”', 'Removed “{name}”'), { name: nameOfCorp(corp) }))
      close()
    },
    onError: toast.failed,
  })
  return (
    <Modal
      open
      title={text(label('移除“{name}”？', 'Remove “{name}”?'), { name: nameOfCorp(corp) })}
      okText={text(label('移除', 'Remove'))}
      okButtonProps={{ danger: true, disabled: !data, loading: remove.isPending }}
      onOk={() => remove.mutate()}
      onCancel={close}
    >
      <p style={{ marginBottom: 8 }}>
        {text(
          label(
            'AgentId、Secret 和回调密钥会删除，收发和同步停止；已经进来的客户、关系和群都保留。',
            'Agent ids, secrets and callback keys are deleted, nothing is sent, received or synced any more; customers, relations and groups that came in stay.',
          ),
        )}
      </p>
      {error ? <Failure small error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <ul className="lk-wecom-lines">
          {data.map(({ object, count }) => (
            <li key={object} className="lk-row">
              <span className="lk-grow">{text(model.object(object)?.plural) || object}</span>
              <span className="lk-num">{count}</span>
            </li>
          ))}
          {data.length === 0 ? <li className="lk-muted">{text(label('还没有用到', 'Not used anywhere'))}</li> : null}
        </ul>
      ) : error ? null : (
        <Skeleton rows={3} />
      )}
    </Modal>
  )
}
