package com.banxiang.gateway.route;

/** One row of the {@link RouteTable}. */
public record RouteRow(PathRule path, Upstream upstream, Pace pace) {

    /** How long an answer may take to begin, and what else the row admits. */
    public enum Pace {

        /** An ordinary call. */
        BRISK,

        /** Work that takes its time: a model that thinks, a file on a slow line. */
        PATIENT,

        /** Beside calls, WebSockets, which may be opened with a ticket instead of a token. */
        SOCKET
    }
}
