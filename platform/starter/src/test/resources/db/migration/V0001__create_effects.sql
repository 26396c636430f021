-- What the sample's listeners did, one row each time they did it.
create table effects (
    consumer text not null,
    sample   text not null,
    note     text not null
);
