package com.banxiang.load;

import java.net.URI;
import java.util.List;

/** One of the two that are compared. */
interface Side {

    String name();

    URI base();

    List<Member> members();

    /**
     * Of everything that works on a request, the load program itself and the vendors apart.
     *
     * @param services of the fleet that take part beside the gateway and the servers
     */
    CpuTimes cpu(List<String> services);
}
