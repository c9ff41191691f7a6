import { useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import type { Label } from '@lianke/kernel'
import { request } from '../../base/client/request.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

export interface Explanation {
  readonly read: boolean
  readonly update: boolean
  readonly delete: boolean
  readonly scopes: Readonly<Record<'read' | 'update' | 'delete', string>>
  readonly reasons: readonly { readonly code: string; readonly text: Label }[]
}

/** Says why the signed-in person, or another, may see a record. */
export const useExplanation = (object: string, id: string, user?: string) =>
  useQuery({
    queryKey: ['explain', object, id, user],
    queryFn: ({ signal }) => request<Explanation>(`/explain/${object}/${id}${user ? `?user=${user}` : ''}`, { signal }),
    enabled: Boolean(object && id),
    retry: false,
  })

export const WhyDialog = ({ object, id, close }: { readonly object: string; readonly id: string; close(): void }) => {
  const w = useWords()
  const text = useText()
  const { data, error } = useExplanation(object, id)
  return (
    <Modal open onCancel={close} footer={null} title={w('page.why')} width={440}>
      {error ? (
        <Failure small error={error} />
      ) : data ? (
        <div className="lk-stack" style={{ gap: 8 }}>
          <span className="lk-muted">{w('page.why_lead')}</span>
          {data.reasons.map((reason) => (
            <span key={`${reason.code}:${reason.text.en}`} className="lk-row">
              <Icon name="done" size={15} />
              {text(reason.text)}
            </span>
          ))}
        </div>
      ) : (
        <Skeleton rows={2} />
      )}
    </Modal>
  )
}
