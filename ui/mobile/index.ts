/** What a room's phone screens are built from. Nothing of the desktop's component library comes in by this door. */
export { Problem, request, pathOf } from '../client/request.ts'
export { useMay, useMe } from '../client/session.ts'
export {
  refresh,
  showChange,
  useAggregate,
  useBulk,
  useCommand,
  useList,
  useRecord,
  useRows,
  useSave,
  useSearch,
  type Hit,
} from '../client/records.ts'
export { useAsked, usePathPart } from '../client/address.ts'
export { fileUrl, uploadFile } from '../client/files.ts'
export { useLanguage, useText, useWords } from '../i18n/i18n.ts'
export { Icon } from '../icons/icon.tsx'
export { Avatar } from '../feedback/avatar.tsx'
export { Empty } from '../feedback/empty.tsx'
export { Patience, Skeleton } from '../feedback/skeleton.tsx'
export { sayProblem } from '../feedback/say-problem.ts'
export { problemsByField } from '../object-form/problems.ts'
export { OptionPill, optionsOf } from '../field-types/parts/option-pill.tsx'
export { sayPhone } from '../field-types/parts/say-phone.ts'
export { wireOf } from '../field-types/parts/wire.ts'
export { useNumbers } from '../field-types/parts/number.ts'
export { useMoment } from '../field-types/moment.ts'
export { useOnline } from '../shell/viewport.ts'
export { ActBar, ActSheet, useAct } from './acts.tsx'
export { Button } from './button.tsx'
export { CommandActs } from './command-acts.tsx'
export { Entries } from './entries.tsx'
export { FormFields } from './form-fields.tsx'
export { Failure } from './failure.tsx'
export { Line } from './line.tsx'
export { useAllowed, useModel } from './model.ts'
export { useToast } from './notice.tsx'
export { usePost, useWaiting } from './outbox/use-outbox.ts'
export { MoreBelow } from './more-below.tsx'
export { Photos } from './photos.tsx'
export { Screen, Section } from './screen.tsx'
export { SearchBox } from './search-box.tsx'
export { Sheet } from './sheet.tsx'
export { Slot } from './slot.tsx'
export { type ChatApp, type ChatContact, ChatFault, type ChatMessage, useChatApp, useChatApps } from './chat-app.ts'
