import type { ReferenceValue } from '@lianke/kernel'
import type { FormInstance } from 'antd'
import { useState } from 'react'
import { Problem, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import type { Account, Handed, LoginLink } from './account.ts'

/** What is asked about a colleague who is invited. */
export interface Invitation {
  readonly name: string
  readonly email: string
  readonly username?: string
  readonly job_title?: string
  readonly roles?: string[]
  readonly department?: ReferenceValue | null
  readonly staff?: ReferenceValue | null
}
/** Somebody new, or somebody who is in the staff list already. */
export type Way = 'new' | 'known'

const bodyOf = (values: Invitation, way: Way) => {
  const person = {
    name: values.name.trim(),
    email: values.email.trim(),
    ...(values.username?.trim() ? { username: values.username.trim() } : {}),
  }
  if (way === 'known') return { ...person, staff: values.staff?.id }
  return {
    ...person,
    colleague: {
      roles: values.roles ?? [],
      ...(values.department ? { department: values.department.id } : {}),
      ...(values.job_title?.trim() ? { job_title: values.job_title.trim() } : {}),
    },
  }
}

const names: readonly (keyof Invitation)[] = ['name', 'email', 'username', 'job_title', 'roles', 'department', 'staff']
/** `/colleague/roles/0` is the field `roles`. */
const fieldAt = (path: string): keyof Invitation | undefined => {
  const [first] = path.replace(/^\/(colleague\/)?/, '').split('/')
  return names.find((one) => one === first)
}

/** Invites; what is refused is said at its field. */
export const useInvite = (form: FormInstance<Invitation>, invited: (handed: Handed) => Promise<unknown>, close: () => void) => {
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const invite = (values: Invitation, way: Way) => {
    setBusy(true)
    request<Account & { link: LoginLink }>('/accounts', { body: bodyOf(values, way) })
      .then(
        async ({ name, link }) => {
          await invited({ name, link })
          close()
        },
        (problem: unknown) => {
          const told = problem instanceof Problem ? problem.problems : []
          const placed = told.flatMap(({ path, detail }) => {
            const name = fieldAt(path)
            return name ? [{ name, errors: [detail] }] : []
          })
          if (placed.length > 0) form.setFields(placed)
          else toast.failed(problem)
        },
      )
      .finally(() => setBusy(false))
  }
  return { busy, invite }
}
