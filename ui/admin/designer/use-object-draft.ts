import { label, personObject } from '@lianke/kernel'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useAttempt } from '../../base/feedback/use-attempt.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { useModelAgain } from './custom.ts'

/** The fields an object begins with: its name, and whose it is. */
const firstFields = (ofPerson: boolean) => ({
  name: { type: 'text', label: label('名称', 'Name'), options: { required: true, inList: true, search: 'name', max: 200 } },
  ...(ofPerson
    ? { person: { type: 'reference', label: label('客户', 'Person'), options: { to: personObject, inList: true } } }
    : {}),
})

/** A new object while it is described. */
export const useObjectDraft = (close: (made?: string) => void) => {
  const w = useWords()
  const toast = useToast()
  const again = useModelAgain()
  const { busy, problem, attempt } = useAttempt()
  const [zh, setZh] = useState('')
  const [en, setEn] = useState('')
  const [code, setCode] = useState('')
  const [icon, setIcon] = useState('box')
  const [person, setPerson] = useState(false)
  const suggested =
    code ||
    en
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '') ||
    'record'
  const words = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
  const save = () =>
    attempt(async () => {
      const made = await request<{ name: string }>('/settings/objects', {
        body: {
          name: suggested,
          label: words,
          plural: words,
          icon,
          title: 'name',
          fields: firstFields(person),
          ...(person ? { person: 'person' } : {}),
        },
      })
      await again()
      toast.done(w('form.created', { title: words.zh }))
      close(made.name)
    })
  return {
    zh,
    setZh,
    en,
    setEn,
    code,
    setCode,
    suggested,
    icon,
    setIcon,
    person,
    setPerson,
    named: words.zh !== '',
    save,
    busy,
    problem,
  }
}
