-- How the app looks and speaks to a person. Who never chose has what the house thinks right for most.
alter table users
    add column font_size    text    not null default 'medium' check (font_size in ('small', 'medium', 'large', 'xlarge')),
    add column speech_speed text    not null default 'normal' check (speech_speed in ('slow', 'normal', 'fast')),
    add column auto_voice   boolean not null default true;
