import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- One question of a campaign, asked on the channels of all its streamers at once.
      CREATE TABLE polls (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns ON DELETE CASCADE,
        question text NOT NULL CHECK (length(question) BETWEEN 1 AND 60),
        options text[] NOT NULL
          CHECK (cardinality(options) BETWEEN 2 AND 5 AND array_position(options, NULL) IS NULL),
        duration_seconds integer NOT NULL CHECK (duration_seconds BETWEEN 15 AND 1800),
        status text NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'ended', 'cancelled')),
        asked_by uuid REFERENCES users ON DELETE SET NULL,
        started_at timestamptz NOT NULL DEFAULT now(),
        ends_at timestamptz NOT NULL,
        ended_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        -- The state that triggers were last told of, and when.
        told_version integer NOT NULL DEFAULT 0,
        told_at timestamptz NOT NULL DEFAULT '-infinity',
        CHECK ((status = 'running') = (ended_at IS NULL))
      );
      CREATE UNIQUE INDEX polls_one_running ON polls (campaign_id) WHERE status = 'running';
      CREATE INDEX polls_campaign ON polls (campaign_id, started_at);
      CREATE INDEX polls_asked_by ON polls (asked_by);

      -- The part of a poll on one channel. 'failed' never took a vote; 'problem' says why, and what to do.
      CREATE TABLE poll_channels (
        id uuid PRIMARY KEY,
        poll_id uuid NOT NULL REFERENCES polls ON DELETE CASCADE,
        streamer_id uuid REFERENCES users ON DELETE SET NULL,
        broadcaster_id text NOT NULL,
        -- Null for a channel that was left out from the start.
        method text CHECK (method IN ('twitch', 'chat')),
        state text NOT NULL CHECK (state IN ('starting', 'running', 'ending', 'ended', 'failed')),
        -- How it is ended on Twitch before its time: its result shown, or hidden.
        close_as text CHECK (close_as IN ('terminated', 'archived')),
        twitch_poll_id text UNIQUE,
        -- Twitch's ids of the options, in their order.
        choice_ids text[],
        -- One number for each option.
        votes integer[] NOT NULL,
        problem text,
        started_at timestamptz NOT NULL DEFAULT now(),
        ends_at timestamptz NOT NULL,
        ended_at timestamptz,
        -- When it is somebody's turn again; a worker that takes it moves it on.
        next_at timestamptz NOT NULL DEFAULT now(),
        attempts integer NOT NULL DEFAULT 0,
        version integer NOT NULL DEFAULT 1,
        UNIQUE (poll_id, broadcaster_id),
        CHECK (method IS NOT NULL OR state = 'failed'),
        CHECK (state <> 'failed' OR problem IS NOT NULL),
        CHECK ((state IN ('ended', 'failed')) = (ended_at IS NOT NULL)),
        CHECK ((twitch_poll_id IS NULL) = (choice_ids IS NULL))
      );
      CREATE UNIQUE INDEX poll_channels_one_open ON poll_channels (broadcaster_id)
        WHERE state IN ('starting', 'running', 'ending');
      CREATE INDEX poll_channels_due ON poll_channels (next_at)
        WHERE state IN ('starting', 'running', 'ending');
      CREATE INDEX poll_channels_streamer ON poll_channels (streamer_id);

      -- Who has voted in chat, for as long as the poll runs: the first vote counts.
      CREATE TABLE poll_votes (
        channel_id uuid NOT NULL REFERENCES poll_channels ON DELETE CASCADE,
        -- Twitch's user id.
        voter_id text NOT NULL,
        option smallint NOT NULL CHECK (option BETWEEN 1 AND 5),
        PRIMARY KEY (channel_id, voter_id)
      );

      -- Overlays that are there already get the widget where new ones have it.
      UPDATE overlays SET settings = jsonb_set(settings, '{widgets,poll}',
        '{"shown": true, "x": 84, "y": 30, "scale": 1}') WHERE settings->'widgets'->'poll' IS NULL;
    `)
  }

  async down() {
    this.schema.raw(`
      UPDATE overlays SET settings = settings #- '{widgets,poll}';
      DROP TABLE poll_votes, poll_channels, polls;
    `)
  }
}
