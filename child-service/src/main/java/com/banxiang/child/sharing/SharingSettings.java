package com.banxiang.child.sharing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How it is learnt what elders share.
 *
 * @param patience with user-service; it is then not known
 * @param believedFor how long a copy of its answer is good; as long may a closed door stay open
 */
@ConfigurationProperties("child.sharing")
record SharingSettings(
        @DefaultValue("800ms") Duration patience,
        @DefaultValue("5s") Duration believedFor) {}
