import {
  Activity, Maximize, Redo2, Hourglass, Shuffle, Play, Pause, ArrowDown, ArrowDownUp, ArrowLeft, ArrowRight, ArrowUp, AtSign, Award, Banknote, BarChart3, Bell, BookOpen, Box, Boxes, Braces, Briefcase, Building2,
  Calendar, CalendarClock, Camera, ChartPie, Check, CheckSquare, ChevronDown, ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, ChevronUp, Circle, CircleCheck, CircleHelp, ClipboardList,
  Clock, Columns3, Command, Contact, Copy, CornerDownLeft, CreditCard, Database, Download, Ellipsis, ExternalLink, Eye, FileText, Fingerprint, Flag, Folder, Funnel, Gauge, Gift,
  GitBranch, GripVertical, Handshake, Hash, Headset, Heart, History, House, Image, Inbox, KanbanSquare, Key, Layers, LayoutGrid, Lightbulb, Link, List, ListFilter, Lock, LogOut, Mail,
  MapPin, Megaphone, Menu, Minus, MessageCircle, MessageSquare, Monitor, Moon, Network, Package, Pencil, Phone, Pin, Plus, QrCode, Radio, Receipt, RefreshCw, Repeat, Rocket, Route, Save, Scale, Search,
  Send, Settings, Shapes, Share2, Shield, ShieldCheck, ShoppingBag, ShoppingCart, SlidersHorizontal, Smartphone, Sparkles, Star, Store, Sun, Table2, Tag, Tags, Target, Ticket, ToggleLeft, Trash2, Trophy,
  TriangleAlert, Type, Undo2, Upload, User, UserCheck, UserPlus, Users, UsersRound, Wallet, Webhook, Wifi, WifiOff, Workflow, X, Zap, type LucideIcon,
} from 'lucide-react'

const icons: Readonly<Record<string, LucideIcon>> = {
  activity: Activity, 'arrow-down': ArrowDown, sort: ArrowDownUp, 'arrow-left': ArrowLeft, 'arrow-right': ArrowRight, 'arrow-up': ArrowUp, at: AtSign, award: Award, money: Banknote, chart: BarChart3, bell: Bell,
  book: BookOpen, box: Box, boxes: Boxes, braces: Braces, briefcase: Briefcase, building: Building2, calendar: Calendar, 'calendar-clock': CalendarClock, camera: Camera, pie: ChartPie, check: Check, task: CheckSquare,
  'chevron-down': ChevronDown, 'chevron-left': ChevronLeft, 'chevron-right': ChevronRight, 'chevrons-left': ChevronsLeft, 'chevrons-right': ChevronsRight, 'chevron-up': ChevronUp, circle: Circle, done: CircleCheck, help: CircleHelp,
  clipboard: ClipboardList, clock: Clock, columns: Columns3, command: Command, contact: Contact, copy: Copy, enter: CornerDownLeft, card: CreditCard, database: Database, download: Download, more: Ellipsis,
  external: ExternalLink, eye: Eye, file: FileText, fingerprint: Fingerprint, flag: Flag, folder: Folder, funnel: Funnel, gauge: Gauge, gift: Gift, branch: GitBranch, grip: GripVertical, handshake: Handshake, hash: Hash,
  headset: Headset, heart: Heart, history: History, home: House, image: Image, inbox: Inbox, board: KanbanSquare, key: Key, layers: Layers, grid: LayoutGrid, idea: Lightbulb, link: Link, list: List, filter: ListFilter, lock: Lock,
  'sign-out': LogOut, mail: Mail, 'map-pin': MapPin, megaphone: Megaphone, menu: Menu, minus: Minus, chat: MessageCircle, message: MessageSquare, monitor: Monitor, moon: Moon, network: Network, package: Package, edit: Pencil, phone: Phone, pin: Pin,
  plus: Plus, qrcode: QrCode, radio: Radio, receipt: Receipt, refresh: RefreshCw, repeat: Repeat, rocket: Rocket, route: Route, save: Save, scale: Scale, search: Search, send: Send, settings: Settings, shapes: Shapes, share: Share2,
  shield: Shield, 'shield-check': ShieldCheck, bag: ShoppingBag, cart: ShoppingCart, sliders: SlidersHorizontal, smartphone: Smartphone, sparkles: Sparkles, star: Star, store: Store, sun: Sun, table: Table2, tag: Tag, tags: Tags,
  target: Target, ticket: Ticket, toggle: ToggleLeft, trash: Trash2, trophy: Trophy, warning: TriangleAlert, text: Type, undo: Undo2, upload: Upload, user: User, 'user-check': UserCheck, 'user-plus': UserPlus, users: Users,
  team: UsersRound, wallet: Wallet, webhook: Webhook, wifi: Wifi, 'wifi-off': WifiOff, workflow: Workflow, close: X, zap: Zap, pause: Pause, play: Play, shuffle: Shuffle, hourglass: Hourglass, redo: Redo2, maximize: Maximize,
}
/** Words that definitions use for the same picture. */
const same: Readonly<Record<string, string>> = {
  customer: 'users', marketing: 'megaphone', sales: 'target', service: 'headset', member: 'award', channel: 'radio', insight: 'chart', setting: 'settings', person: 'user', order: 'receipt', product: 'package', lead: 'funnel',
  opportunity: 'target', account: 'building', company: 'building', department: 'network', role: 'shield', staff: 'contact', campaign: 'megaphone', segment: 'pie', journey: 'route', content: 'file', payment: 'wallet', visit: 'map-pin',
  followup: 'message', 'follow-up': 'message', 'follow_up': 'message', conversation: 'chat', pipeline: 'board', notification: 'bell', view: 'list', code: 'qrcode', qr: 'qrcode', price: 'money', 'check-square': 'task', 'shopping-cart': 'cart',
  'shopping-bag': 'bag', 'message-circle': 'chat', 'message-square': 'message', 'bar-chart': 'chart', 'file-text': 'file', 'dollar-sign': 'money', 'git-branch': 'branch', location: 'map-pin', map: 'map-pin', 'square-check': 'task', 'check-check': 'done', 'qr-code': 'qrcode', 'message-square-text': 'message', 'messages-square': 'chat', 'map-pin-check': 'map-pin', 'circle-x': 'close', 'user-minus': 'user', unlink: 'link', split: 'branch', 'receipt-text': 'receipt', pencil: 'edit', newspaper: 'book', 'move-right': 'arrow-right', 'list-ordered': 'list', lightbulb: 'idea', 'layout-list': 'list', 'key-round': 'key', 'id-card': 'contact', 'file-check': 'file', 'chart-column': 'chart', 'book-open': 'book', 'badge-percent': 'tag', schedule: 'calendar-clock',
}

/** A line icon by name; an unknown name shows a neutral dot, so that a definition never breaks a screen. */
export const Icon = ({ name, size = 16, className }: { readonly name: string | undefined; readonly size?: number; readonly className?: string }) => {
  const Picture = icons[name ?? ''] ?? icons[same[name ?? ''] ?? ''] ?? Shapes
  return <Picture size={size} strokeWidth={1.6} className={className} aria-hidden focusable={false} />
}
