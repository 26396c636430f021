package com.banxiang.sandbox.traffic;

import com.banxiang.sandbox.memory.Recent;
import java.util.List;
import org.springframework.stereotype.Component;

/** The newest calls that vendors received. */
@Component
final class Calls {

    private final Recent<Received> recent = new Recent<>(1_000);

    void add(Received call) {
        recent.add(call);
    }

    List<Received> newestFirst(Vendor vendor) {
        return recent.newestFirst(it -> it.vendor() == vendor);
    }
}
