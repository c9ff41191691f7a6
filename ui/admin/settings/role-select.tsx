import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { request } from '../../base/client/request.ts'

interface Role {
  readonly id: string
  readonly name: string
}
interface Props {
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (value: string[]) => void
}

/** Roles that the signed-in person may hand on: what would be refused is not offered. */
export const RoleSelect = ({ id, value, onChange }: Props) => {
  const { data, isFetching } = useQuery({
    queryKey: ['me', 'roles'],
    queryFn: () => request<{ data: Role[] }>('/me/roles'),
  })
  return (
    <Select
      id={id}
      mode="multiple"
      loading={isFetching}
      value={value ? [...value] : []}
      onChange={(next: string[]) => onChange?.(next)}
      showSearch={{ optionFilterProp: 'label' }}
      options={(data?.data ?? []).map((role) => ({ value: role.id, label: role.name }))}
    />
  )
}
