import { label } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { request } from '../../base/client/request.ts'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { PlainTable } from '../../desk/shell/plain-table.tsx'
import { sayAgent } from './say-agent.ts'

interface Session {
  readonly id: string
  readonly address: string | null
  readonly agent: string | null
  readonly created_at: string
  readonly seen_at: string
  readonly current: boolean
}
const heads = [label('设备', 'Device'), label('地址', 'Address'), label('最近活动', 'Last active')]

const SessionLine = ({ session, end }: { readonly session: Session; end(): void }) => {
  const text = useText()
  const { ago } = useMoment()
  return (
    <tr>
      <td>
        {sayAgent(session.agent)}
        {session.current ? (
          <span className="lk-pill lk-c-green" style={{ marginLeft: 8 }}>
            {text(label('当前', 'This one'))}
          </span>
        ) : null}
      </td>
      <td className="lk-num">{session.address}</td>
      <td>{ago(session.seen_at)}</td>
      <td className="end">
        {session.current ? null : (
          <Button size="small" type="text" onClick={end}>
            {text(label('退出', 'Sign out'))}
          </Button>
        )}
      </td>
    </tr>
  )
}

/** Where one is signed in, and the way out of each. */
export const Sessions = () => {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: () => request<{ data: Session[] }>('/me/sessions'),
  })
  const end = (id?: string) =>
    request(`/me/sessions${id ? `/${id}` : ''}`, { method: 'DELETE' }).then(
      () => client.invalidateQueries({ queryKey: ['sessions'] }),
      toast.failed,
    )
  const elsewhere = (
    <button type="button" className="lk-plain" style={{ color: 'var(--lk-accent-text)' }} onClick={() => void end()}>
      {text(label('退出其他设备', 'Sign out everywhere else'))}
    </button>
  )
  return (
    <Loaded of={sessions} rows={2} small>
      {({ data }) => (
        <PlainTable heads={heads} acts={data.length > 1 ? elsewhere : null}>
          {data.map((session) => (
            <SessionLine key={session.id} session={session} end={() => void end(session.id)} />
          ))}
        </PlainTable>
      )}
    </Loaded>
  )
}
