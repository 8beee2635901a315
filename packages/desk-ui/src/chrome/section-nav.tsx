import { useSpeech } from '../texts/speech.tsx'

/** The parts of the desk, in the order in which they are offered. */
export const sections = ['conversations', 'stories', 'site', 'devices'] as const

/** One part of the desk. */
export type Section = (typeof sections)[number]

interface SectionNavProps {
  readonly section: Section
  readonly onChange: (section: Section) => void
  readonly unread: number
  readonly waiting: number
}

/** The way between the parts of the desk. Buttons, not links: no address names a part. */
export function SectionNav({ section, onChange, unread, waiting }: SectionNavProps) {
  const { texts } = useSpeech()
  const notes: Readonly<Record<Section, string | undefined>> = {
    conversations: unread > 0 ? texts.sections.unread(unread) : undefined,
    stories: waiting > 0 ? texts.sections.waiting(waiting) : undefined,
    site: undefined,
    devices: undefined,
  }
  return (
    <nav className="sections" aria-label={texts.sections.label}>
      {sections.map((name) => (
        <button
          key={name}
          type="button"
          className="section"
          aria-current={name === section ? 'page' : undefined}
          onClick={() => {
            onChange(name)
          }}
        >
          {texts.sections[name]}
          {notes[name] !== undefined && <span className="section-note">{notes[name]}</span>}
        </button>
      ))}
    </nav>
  )
}
