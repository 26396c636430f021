-- Words people read that were changed since they shipped; the newest version counts, the others say what it was before.
create table template_texts (
    template   text        not null,
    part       text        not null check (part in ('inbox_title', 'inbox_content', 'push', 'wechat', 'robots')),
    language   text        not null check (language in ('zh', 'en')),
    version    bigint      not null check (version > 0),
    words      text,
    changed_by uuid        not null,
    changed_at timestamptz not null,
    primary key (template, part, language, version)
);

comment on column template_texts.words is 'Null: as they ship, again.';
