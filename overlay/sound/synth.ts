/** One voice of a cue. Times in seconds from the cue's start, pitch in hertz. */
export interface Note {
  at: number
  pitch: number
  /** Where the pitch glides to. */
  to?: number
  length: number
  /** 1 is the cue's full level. */
  level: number
  wave: OscillatorType
  /** Seconds until full level; 0.005 when left out. */
  attack?: number
}

/** Head room: several voices sound together. */
const MASTER = 0.35

/**
 * Plays notes with WebAudio, so that no sound file has to be fetched. The
 * context is made at the first cue; a browser that wants a click first stays
 * silent, OBS does not ask.
 */
export class Synth {
  #context: AudioContext | null = null

  /** `volume` from 0 to 1. */
  play(notes: Note[], volume: number) {
    if (volume <= 0) return
    const context = (this.#context ??= new AudioContext())
    if (context.state === 'suspended') {
      // Without permission it stays suspended; a late burst of old cues would be worse than none.
      void context.resume()
      return
    }

    const bus = context.createGain()
    bus.gain.value = MASTER * Math.min(1, volume)
    bus.connect(context.destination)
    for (const note of notes) this.#voice(context, bus, note)
  }

  #voice(context: AudioContext, bus: GainNode, note: Note) {
    const start = context.currentTime + note.at
    const end = start + note.length
    const oscillator = context.createOscillator()
    oscillator.type = note.wave
    oscillator.frequency.setValueAtTime(note.pitch, start)
    if (note.to !== undefined) oscillator.frequency.exponentialRampToValueAtTime(note.to, end)

    const envelope = context.createGain()
    envelope.gain.setValueAtTime(0.0001, start)
    envelope.gain.exponentialRampToValueAtTime(note.level, start + (note.attack ?? 0.005))
    envelope.gain.exponentialRampToValueAtTime(0.0001, end)

    oscillator.connect(envelope).connect(bus)
    oscillator.start(start)
    oscillator.stop(end)
  }
}
