import type { Messages } from './messages.ts'

/** Codes of the ledger. Another one, or a sentence, is shown as it is. */
const REASONS: Record<string, string> = {
  over_objective: 'l’objectif était déjà atteint',
  already_armed: 'l’objectif était déjà atteint',
  cooling_down: 'l’événement se repose',
  event_disabled: 'l’événement est désactivé',
  unknown_reward: 'la récompense n’a plus d’événement',
  expired: 'le temps est écoulé',
  cancelled: 'annulé par le MJ',
  rejected: 'le MJ ne l’a pas permis',
  action_failed: 'impossible à la table',
  quiet_time: 'la table voulait du calme',
  character_out: 'ce personnage ne participe pas',
  too_intense: 'c’était trop pour ce personnage',
  action_unsupported: 'la table ne peut pas le faire',
  action_expired: 'la table n’a pas répondu à temps',
  streamer_offline: 'le direct s’est arrêté',
  bought_offline: 'le direct était arrêté',
  streamer_left: 'le streameur a quitté la campagne',
  reward_renewed: 'la récompense a été recréée',
  viewer_cap: 'participation maximale atteinte',
  no_instance_open: 'rien ne l’attendait',
  campaign_break: 'la table est en pause',
  campaign_archived: 'la campagne est terminée',
  panic: 'le MJ a tout arrêté',
  late: 'arrivé trop tard',
}

export const fr: Messages = {
  goal: {
    eyebrow: 'Objectif du public',
    openEyebrow: 'Le jet attend',
    armed: 'Armé. En attente de son heure',
    awaitingApproval: 'Le MJ décide',
    executing: 'Le destin bascule',
    joined: (viewer) => `${viewer} participe`,
    collecting: 'Dépensez vos points de chaîne pour participer',
  },
  armed: {
    eyebrow: 'Le public a parlé',
    title: 'Armé',
    thanks: (names) => `Merci à ${names}`,
  },
  critical: {
    eyebrow: 'Le moment est venu',
    rolled: (character, natural) => {
      const roll = natural === null ? 'un critique' : `un ${natural} naturel`
      return character === null ? `Le dé donne ${roll}` : `${character} obtient ${roll}`
    },
    hint: 'Le public tend la main vers le dé',
  },
  inversion: {
    eyebrow: 'Destin inversé',
    roll: 'Le jet',
    becomes: (from, to) => `${from} devient ${to}`,
  },
  effect: { eyebrow: 'Le public l’emporte' },
  notice: {
    refunded: (count) =>
      count === 1
        ? '1 spectateur a récupéré ses points'
        : `${count} spectateurs ont récupéré leurs points`,
    refundOpen: (count) =>
      `${count} ${count === 1 ? 'remboursement' : 'remboursements'} encore en cours`,
    reason: (reason) => REASONS[reason] ?? reason.replaceAll('_', ' '),
    expired: 'Le temps est écoulé',
    cancelled: 'Annulé par le MJ',
    failed: 'Sans effet cette fois',
    caughtUp: (count) =>
      `${count} ${count === 1 ? 'récompense rattrapée' : 'récompenses rattrapées'}`,
    gap: (seconds) => (seconds === null ? '' : `après une coupure de ${seconds} s`),
  },
  poll: {
    eyebrow: 'À vous de décider',
    result: 'Le public a décidé',
    tie: 'C’est une égalité',
    nobody: 'Personne n’a voté',
    inChat: 'Votez dans le chat',
    onTwitch: 'Votez au-dessus du chat',
    votes: (count) => `${count.toLocaleString('fr')} ${count > 1 ? 'votes' : 'vote'}`,
    here: (count) => `dont ${count.toLocaleString('fr')} ici`,
  },
  pack: {
    eyebrow: 'Paquet de cartes',
    replay: 'Encore une fois',
    somebody: 'Une bonne âme',
    opens: (viewer) => `${viewer} ouvre un paquet`,
    many: 'Paquets de cartes',
    batch: (packs, viewers) => `${counted(packs, 'paquet')} de ${counted(viewers, 'spectateur')}`,
    waiting: (count) => `encore ${count} en attente`,
    isNew: 'Nouveau',
    fresh: (count) => `${count} ${count > 1 ? 'nouvelles' : 'nouvelle'}`,
    doubles: (count) => counted(count, 'doublon'),
    progress: (has, of) => `${has} sur ${of}`,
  },
  badge: { test: 'Test', demo: 'Démo · Twitch simulé', rehearsal: 'Répétition' },
  setup: {
    title: 'Votre overlay',
    intro: 'Cette page est pour vous. Retirez « ?setup » de l’adresse avant le direct.',
    steps: [
      'Dans OBS, ajoutez une source de type Navigateur.',
      'Collez l’adresse de votre overlay, 1920 de large et 1080 de haut.',
      'Laissez « Désactiver la source quand elle n’est pas visible » décoché.',
      'Placez la source au-dessus du jeu, puis cliquez sur TEST dans votre tableau de bord.',
    ],
    state: {
      no_key: {
        title: 'L’adresse n’a pas de clé',
        advice:
          'Elle doit finir par « #k=… ». Copiez de nouveau l’adresse entière depuis votre tableau de bord.',
      },
      connecting: { title: 'Connexion', advice: 'Une seconde suffit.' },
      live: { title: 'Connecté', advice: 'L’overlay est prêt pour le direct.' },
      unreachable: {
        title: 'Le serveur ne répond pas',
        advice: 'Crowdcrit est-il lancé, l’adresse est-elle juste ? La page réessaie d’elle-même.',
      },
      busy: {
        title: 'Le serveur a un problème',
        advice: 'Il répond par une erreur. La page réessaie d’elle-même.',
      },
      bad_key: {
        title: 'La clé n’est pas valable',
        advice:
          'Elle est mal copiée, ou elle a été renouvelée. Copiez l’adresse actuelle depuis votre tableau de bord dans OBS.',
      },
      forbidden: {
        title: 'Cette clé ne peut pas lire cet overlay',
        advice: 'Copiez l’adresse actuelle depuis votre tableau de bord dans OBS.',
      },
      gone: {
        title: 'Cet overlay n’existe plus',
        advice: 'Créez une nouvelle adresse sur votre tableau de bord et collez-la dans OBS.',
      },
    },
    facts: {
      streamer: 'Chaîne',
      goals: 'Objectifs affichés',
      sound: 'Son',
      soundHere: 'joué par cette copie',
      soundElsewhere: 'joué par une autre copie de cette page',
      volume: 'Volume',
      build: 'Version',
    },
    widgets: {
      goal: 'Objectif',
      impact: 'Armement et impact',
      refunds: 'Annonces',
      poll: 'Sondage',
      pack: 'Paquets de cartes',
    },
    samplesTitle: 'Essayer ici',
    samples: {
      armed: 'Objectif',
      inversion: 'Impact',
      refund: 'Remboursement',
      expired: 'Temps écoulé',
      pack: 'Paquet de cartes',
    },
    samplesNote: 'Joué sur cette page seulement, marqué TEST.',
    off: 'coupé',
  },
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('fr')} ${count > 1 ? `${thing}s` : thing}`
}
