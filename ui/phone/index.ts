/** What a module's phone screens are built from. Nothing of the desktop's component library comes in by this door. */
export { Problem, request, pathOf } from '../base/client/request.ts'
export { useMay, useMe } from '../base/client/session.ts'
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
} from '../base/client/records.ts'
export { useAsked, usePathPart } from '../base/client/address.ts'
export { fileUrl, uploadFile } from '../base/client/files.ts'
export { useLanguage, useText, useWords } from '../base/i18n/i18n.ts'
export { Icon } from '../base/icons/icon.tsx'
export { Avatar } from '../base/feedback/avatar.tsx'
export { Empty } from '../base/feedback/empty.tsx'
export { Patience, Skeleton } from '../base/feedback/skeleton.tsx'
export { sayProblem } from '../base/feedback/say-problem.ts'
export { problemsByField } from '../base/object-form/problems.ts'
export { OptionPill, optionsOf } from '../base/field-types/parts/option-pill.tsx'
export { sayPhone } from '../base/field-types/parts/say-phone.ts'
export { wireOf } from '../base/field-types/parts/wire.ts'
export { useNumbers } from '../base/field-types/parts/number.ts'
export { useMoment } from '../base/field-types/moment.ts'
export { useOnline } from '../base/client/viewport.ts'
export { ActBar, ActSheet, useAct } from './acts.tsx'
export { Button } from './button.tsx'
export { CommandActs } from './command-acts.tsx'
export { Entries } from './entries.tsx'
export { FormFields } from './form-fields.tsx'
export { Failure } from './failure.tsx'
export { Line } from './line.tsx'
export { useAllowed, useModel } from '../base/client/phone-model.ts'
export { useToast } from '../base/feedback/notice.tsx'
export { usePost, useWaiting } from './outbox/use-outbox.ts'
export { MoreBelow } from './more-below.tsx'
export { Photos } from '../base/field-types/phone-parts/photos.tsx'
export { PhoneInput, PhoneValue } from './phone-input.tsx'
export { Screen, Section } from './screen.tsx'
export { SearchBox } from '../base/field-types/phone-parts/search-box.tsx'
export { Sheet } from './sheet.tsx'
export { Slot } from './slot.tsx'
export {
  type ChatApp,
  type ChatContact,
  ChatFault,
  type ChatMessage,
  useChatApp,
  useChatApps,
} from '../base/registry/chat-app.ts'
export { usePosition } from '../base/client/use-position.ts'
