-- What the sample's listeners did, one row each time they did it.
create table effects (
    id       bigint generated always as identity primary key,
    consumer text not null,
    sample   text not null,
    note     text not null
);
